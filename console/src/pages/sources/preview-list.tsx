import { Alert, Card, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** What a source would yield, and what failed. */
export interface Preview {
  items: readonly { url: string; post: { externalId: string; title?: string | null; text: string } }[];
  errors: readonly { url: string; error: string }[];
  recognised: { name: string } | null;
}

const LONGEST = 300;

export function PreviewList({ preview: { items, errors, recognised } }: { preview: Preview }) {
  const { t } = useTranslation('sources');
  return (
    <Stack gap="xs" aria-live="polite">
      {recognised !== null && <Text size="sm">{t('recognised', { name: recognised.name })}</Text>}
      {errors.map(({ url, error }) => (
        <Alert key={`${url} ${error}`} color="red" variant="light" title={url}>
          {error}
        </Alert>
      ))}
      {items.length === 0 && errors.length === 0 && <Text size="sm">{t('previewEmpty')}</Text>}
      {items.map(({ post }) => (
        <Card key={post.externalId} withBorder padding="xs">
          {post.title ? (
            <Text size="sm" fw={600}>
              {post.title}
            </Text>
          ) : null}
          <Text size="sm">{post.text.length > LONGEST ? `${post.text.slice(0, LONGEST)}…` : post.text}</Text>
        </Card>
      ))}
    </Stack>
  );
}
