import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../../api/client.ts';
import { refresh } from '../../../api/refresh.ts';
import { notifyDone, notifyProblem } from '../../../ui/notify.ts';
import { putTicket, ticketDetailQuery } from '../ticket-queries.ts';
import { ifMatch, tellRefusal } from '../use-ticket-acts.ts';
import type { PickerProps } from './pickers.tsx';

/** Makes the ticket part of another one, which is shown before it is done. */
export function MergeDialog({ ticket, opened, onChange }: PickerProps) {
  const { t } = useTranslation('inbox');
  const { t: common } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={() => onChange(false)}
      title={t('merge.title')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <MergeForm ticket={ticket} onDone={() => onChange(false)} />
    </Modal>
  );
}

function MergeForm({ ticket, onDone }: Pick<PickerProps, 'ticket'> & { onDone: () => void }) {
  const { t } = useTranslation('inbox');
  const { t: common } = useTranslation();
  const [typed, setTyped] = useState('');
  const into = Number(typed);
  const merge = useMerge(ticket, onDone);
  const other = useQuery({
    ...ticketDetailQuery(into),
    enabled: into > 0 && into !== ticket.number,
    retry: false,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (other.data) merge.mutate(other.data.number);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('merge.hint', { number: ticket.number })}</Text>
        <TextInput
          label={t('merge.into')}
          data-autofocus
          inputMode="numeric"
          maxLength={9}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value.replace(/\D/g, ''))}
        />
        {other.data && <Alert title={`#${other.data.number}`}>{other.data.subject}</Alert>}
        {other.isError && <Alert color="red">{t('merge.unknown')}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {common('cancel')}
          </Button>
          <Button type="submit" disabled={!other.data || into === ticket.number} loading={merge.isPending}>
            {t('merge.do')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useMerge({ number, version }: PickerProps['ticket'], onDone: () => void) {
  const { t } = useTranslation('inbox');
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const path = { number };
  const open = (to: number) => navigate({ to: '/inbox/$number', params: { number: String(to) }, search: true });
  const readAnew = () => {
    void refresh(queryClient, ['tickets']);
    void queryClient.invalidateQueries({ queryKey: ['ticket', number] });
  };
  const unmerge = async () => {
    try {
      await take(api.POST('/api/tickets/{number}/unmerge', { params: { path } }));
      readAnew();
      await open(number);
    } catch (error) {
      notifyProblem(error);
    }
  };
  return useMutation({
    mutationFn: (into: number) =>
      take(api.POST('/api/tickets/{number}/merge', { params: { path, header: ifMatch(version) }, body: { into } })),
    onSuccess(after) {
      putTicket(queryClient, after);
      readAnew();
      onDone();
      notifyDone(t('merge.done', { number, into: after.number }), () => void unmerge());
      void open(after.number);
    },
    onError: (error) => tellRefusal(queryClient, number, error),
  });
}
