import { Anchor, Card, Image, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { refusedFields } from '../../api/problem.ts';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../ui/act-form.tsx';

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
  const errors = refusedFields(capture.error);
  return (
    <Stack gap="md" maw={640}>
      <Text size="sm" c="dimmed">
        {t('captureHint')}
      </Text>
      <ActForm act={capture} label={t('capture')} disabled={url === '' && text.trim() === ''}>
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
      </ActForm>
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
