import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../../api/client.ts';
import { refresh } from '../../../api/refresh.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { putTicket } from '../ticket-queries.ts';
import { ifMatch, tellRefusal } from '../use-ticket-acts.ts';
import type { PickerProps } from './pickers.tsx';

/** Makes a ticket of its own of some of what is in this one. */
export function SplitDialog({ ticket, opened, onChange }: PickerProps) {
  const { t } = useTranslation('inbox');
  const { t: common } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={() => onChange(false)}
      title={t('split.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <SplitForm ticket={ticket} onDone={() => onChange(false)} />
    </Modal>
  );
}

function SplitForm({ ticket, onDone }: Pick<PickerProps, 'ticket'> & { onDone: () => void }) {
  const { t } = useTranslation('inbox');
  const { t: common } = useTranslation();
  const [chosen, setChosen] = useState<string[]>([]);
  const [subject, setSubject] = useState('');
  const split = useSplit(ticket, onDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    split.mutate({ chosen, subject: subject.trim() });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('split.hint')}</Text>
        <Checkbox.Group label={t('split.what')} value={chosen} onChange={setChosen}>
          <Stack gap={6} mt={6} mah={260} style={{ overflow: 'auto' }}>
            {[...ticket.mentions, ...ticket.messages].map(({ id, text }) => (
              <Checkbox key={id} size="sm" value={id} label={<Text lineClamp={2}>{text}</Text>} />
            ))}
          </Stack>
        </Checkbox.Group>
        <TextInput
          label={t('split.subject')}
          description={t('split.subjectHint')}
          maxLength={300}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {common('cancel')}
          </Button>
          <Button type="submit" disabled={chosen.length === 0} loading={split.isPending}>
            {t('split.do')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useSplit({ number, version, mentions }: PickerProps['ticket'], onDone: () => void) {
  const { t } = useTranslation('inbox');
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn({ chosen, subject }: { chosen: readonly string[]; subject: string }) {
      const isMention = (id: string) => mentions.some((each) => each.id === id);
      const body = {
        mentions: chosen.filter(isMention),
        messages: chosen.filter((id) => !isMention(id)),
        ...(subject === '' ? {} : { subject }),
      };
      return take(
        api.POST('/api/tickets/{number}/split', { params: { path: { number }, header: ifMatch(version) }, body }),
      );
    },
    onSuccess(made) {
      putTicket(queryClient, made);
      void refresh(queryClient, ['tickets']);
      void queryClient.invalidateQueries({ queryKey: ['ticket', number] });
      onDone();
      notifyDone(t('split.done', { number: made.number }));
      void navigate({ to: '/inbox/$number', params: { number: String(made.number) }, search: true });
    },
    onError: (error) => tellRefusal(queryClient, number, error),
  });
}
