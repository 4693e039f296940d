import { Anchor, Button, Card, Group, Image, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import { useAct } from '../../api/use-act.ts';

type Capture = Answer<'/api/captures', 'post'>;

/** A post from a place that is not listened to: by its link, kept with a picture, or by its text. */
export function CaptureForm() {
  const { t } = useTranslation('system');
  const [url, setUrl] = useState('');
  const [text, setText] = useState('');
  const [author, setAuthor] = useState('');
  const capture = useAct(
    () => take(api.POST('/api/captures', { body: { url: url || null, text: text || null, author: author || null } })),
    { done: () => t('captured'), changes: ['mentions'] },
  );
  const errors = capture.error === null ? {} : asProblem(capture.error).fields;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    capture.mutate();
  };
  return (
    <Stack gap="md" maw={640}>
      <Text size="sm" c="dimmed">
        {t('captureHint')}
      </Text>
      <Stack component="form" onSubmit={submit} gap="sm">
        <TextInput
          label={t('link')}
          type="url"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          error={errors.url}
        />
        <Textarea
          label={t('text')}
          description={t('textHint')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={errors.text}
          autosize
          minRows={3}
        />
        <TextInput label={t('author')} value={author} onChange={(event) => setAuthor(event.currentTarget.value)} />
        <Group justify="flex-end">
          <Button type="submit" loading={capture.isPending} disabled={url === '' && text.trim() === ''}>
            {t('capture')}
          </Button>
        </Group>
      </Stack>
      {capture.data !== undefined && <Captured capture={capture.data} />}
    </Stack>
  );
}

function Captured({ capture: { id, hasScreenshot, problem, pageUrl } }: { capture: Capture }) {
  const { t } = useTranslation('system');
  return (
    <Card withBorder padding="sm">
      <Stack gap="xs">
        <Text size="sm">{problem ?? t('pageKept', { url: pageUrl ?? '' })}</Text>
        <Anchor size="sm" component={Link} to="/mentions">
          {t('toMentions')}
        </Anchor>
        {hasScreenshot && <Image src={`/api/captures/${id}/screenshot`} alt={t('screenshot')} radius="sm" />}
      </Stack>
    </Card>
  );
}
