import { httpUrl } from '../../domain/raw-post.ts';

/** The address of a source, as an administrator writes it: http or https, and no credentials in it. */
export const sourceUrl = httpUrl.refine((url) => !URL.canParse(url) || !hasCredentials(new URL(url)), {
  error: 'must not contain a user name or password',
});

const hasCredentials = (url: URL) => url.username !== '' || url.password !== '';
