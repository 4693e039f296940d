import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../../api/client.ts';
import { useMay } from '../../../api/session.ts';
import type { Answer } from '../../../api/types.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { notifyDone, notifyProblem } from '../../../ui/notify.ts';
import { Section } from './section.tsx';

type Notes = Answer<'/api/customers/{id}', 'get'>['notes'];

/** What colleagues should know of the person, whatever the ticket. */
export function CustomerNotes({ id, notes }: { id: string; notes: Notes }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const mayWrite = useMay('tickets:write');
  return (
    <Section title={t('side.notes')}>
      <Stack gap={8}>
        {notes.map(({ id: key, text, author, createdAt }) => (
          <div key={key}>
            <Text size="xs" c="dimmed">{`${author.name} · ${format.date(createdAt)}`}</Text>
            <Text size="xs">{text}</Text>
          </div>
        ))}
        {mayWrite && <AddNote id={id} />}
      </Stack>
    </Section>
  );
}

function AddNote({ id }: { id: string }) {
  const { t } = useTranslation('inbox');
  const { t: common } = useTranslation();
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const add = useMutation({
    mutationFn: () =>
      take(api.POST('/api/customers/{id}/notes', { params: { path: { id } }, body: { text: text.trim() } })),
    onSuccess() {
      setText('');
      notifyDone(t('noted'));
      void queryClient.invalidateQueries({ queryKey: ['customers', id] });
    },
    onError: notifyProblem,
  });
  return (
    <>
      <Textarea
        size="xs"
        aria-label={t('side.addNote')}
        placeholder={t('side.addNote')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text.trim() !== '' && (
        <Group justify="flex-end">
          <Button size="compact-xs" loading={add.isPending} onClick={() => add.mutate()}>
            {common('save')}
          </Button>
        </Group>
      )}
    </>
  );
}
