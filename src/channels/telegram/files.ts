import { z } from 'zod';
import { apiAddress, EXPLAINED, readJson, readShape } from '../../crawlers/support/api-answer.ts';
import { FetchFailed } from '../../crawlers/support/fetch-failed.ts';
import type { FetchedPage } from '../../crawlers/support/safe-fetch.ts';
import { GiveUp } from '../../errors.ts';
import type { OutgoingFile, SendContext } from '../channel.ts';
import { multipart } from '../support/multipart.ts';

const file = z.object({
  ok: z.boolean(),
  result: z
    .object({ file_path: z.string().regex(/^[\w./-]{1,300}$/) })
    .optional()
    .catch(undefined),
  description: z.string().max(300).catch(''),
});

interface Bot {
  apiUrl: string;
  token: string;
}

/** Brings a file by its `file_id`: the Bot API gives an address that is good for an hour. */
export async function fetchTelegramFile(
  { apiUrl, token }: Bot,
  fileId: string,
  { fetch, signal }: Pick<SendContext, 'fetch' | 'signal'>,
): Promise<{ bytes: Uint8Array; name: string | null }> {
  const asked = apiAddress(apiUrl, `bot${token}/getFile`, { file_id: fileId });
  const page = await fetch(asked, { api: true, statuses: EXPLAINED, signal });
  const answer = readShape(page, readJson(page), file);
  if (page.status >= 400 && page.status < 500)
    throw new GiveUp(`Telegram does not give the file: ${answer.description}`);
  if (answer.result === undefined) throw new FetchFailed('Telegram answered with something that names no file.');
  const path = answer.result.file_path;
  const { body } = await fetch(apiAddress(apiUrl, `file/bot${token}/${path}`), { api: true, signal });
  return { bytes: body, name: path.split('/').at(-1) ?? null };
}

/** Pictures that Telegram shows as such; everything else is a document. */
const PHOTOS = ['image/jpeg', 'image/png'];

/** Sends a file to a chat. */
export async function sendTelegramFile(
  { apiUrl, token }: Bot,
  chat: string,
  sent: OutgoingFile,
  { fetch, signal }: Pick<SendContext, 'fetch' | 'signal'>,
): Promise<FetchedPage> {
  const [method, field] = PHOTOS.includes(sent.mediaType) ? ['sendPhoto', 'photo'] : ['sendDocument', 'document'];
  const { body, contentType } = await multipart({ chat_id: chat }, [field, sent]);
  return fetch(apiAddress(apiUrl, `bot${token}/${method}`), {
    api: true,
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
    statuses: EXPLAINED,
    signal,
  });
}
