import { Alert, Box, Button, Group, SegmentedControl, Select, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer, TicketDetail } from '../../../api/client.ts';
import { useCommands } from '../../../commands/commands.ts';
import { Keys } from '../../../commands/palette.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { routesQuery } from '../ticket-queries.ts';
import { type Draft, draftOf, keepDraft } from './drafts.ts';
import classes from './ticket.module.css';
import type { Doing } from './use-onlookers.ts';
import { useSend } from './use-send.ts';

type Onlooker = Answer<'/api/tickets/{number}/onlookers', 'get'>['items'][number];
type Route = Answer<'/api/tickets/{number}/reply-routes', 'get'>['items'][number];

interface ReplyBoxProps {
  ticket: TicketDetail;
  onlookers: readonly Onlooker[];
  onDoing: (doing: Doing) => void;
}

/** Answers the customer, or leaves a note for the team; what was begun is still there when one comes back. */
export function ReplyBox({ ticket, onlookers, onDoing }: ReplyBoxProps) {
  const { t } = useTranslation('inbox');
  const [draft, setDraft] = useState<Draft>(() => draftOf(ticket.number));
  const input = useRef<HTMLTextAreaElement>(null);
  const { data: routes } = useQuery({ ...routesQuery(ticket.number), enabled: ticket.status !== 'closed' });
  const change = (part: Partial<Draft>) => setDraft(keepDraft(ticket.number, { ...draft, ...part }));
  const send = useSend(ticket, () => change({ text: '' }));
  const isAnswering = draft.kind === 'reply' && draft.text.trim() !== '';
  useEffect(() => onDoing(isAnswering ? 'answering' : 'viewing'), [isAnswering, onDoing]);
  const submit = () => {
    if (draft.text.trim() !== '' && !send.isPending) send.mutate(draft);
  };
  const start = (kind: Draft['kind']) => {
    change({ kind });
    input.current?.focus();
  };
  const group = t('ticket', { number: ticket.number });
  useCommands([
    { id: 'reply', label: t('reply'), group, keys: 'r', run: () => start('reply') },
    { id: 'note', label: t('note'), group, keys: 'n', run: () => start('note') },
    {
      id: 'send',
      label: t('send'),
      group,
      keys: 'mod+Enter',
      isHidden: true,
      whileWriting: true,
      run: () => document.activeElement === input.current && submit(),
    },
  ]);
  if (ticket.status === 'closed')
    return (
      <Text className={classes.reply} size="sm" c="dimmed">
        {t('closedHint')}
      </Text>
    );
  return (
    <div className={classes.reply} data-kind={draft.kind}>
      <Collision onlookers={onlookers} />
      <Group justify="space-between" mb={6}>
        <SegmentedControl
          size="xs"
          aria-label={t('kind')}
          value={draft.kind}
          onChange={(kind) => change({ kind: kind as Draft['kind'] })}
          data={[
            { value: 'reply', label: t('reply') },
            { value: 'note', label: t('note') },
          ]}
        />
        {draft.kind === 'reply' && <RouteChoice routes={routes?.items ?? []} draft={draft} onChange={change} />}
      </Group>
      <Textarea
        ref={input}
        aria-label={t(draft.kind)}
        placeholder={t(draft.kind === 'reply' ? 'replyPlaceholder' : 'notePlaceholder')}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={10_000}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <Group justify="space-between" mt={8} wrap="nowrap">
        <Text size="xs" c="dimmed">
          {draft.kind === 'reply' && routes?.items.length === 0 ? t('recordedHint') : ''}
        </Text>
        <Button
          size="xs"
          onClick={submit}
          loading={send.isPending}
          disabled={draft.text.trim() === ''}
          flex="none"
          rightSection={
            <Box visibleFrom="sm">
              <Keys of="mod+Enter" />
            </Box>
          }
        >
          {t(draft.kind === 'reply' ? 'send' : 'saveNote')}
        </Button>
      </Group>
    </div>
  );
}

/** Two answers to one customer are worse than none. */
function Collision({ onlookers }: { onlookers: readonly Onlooker[] }) {
  const { t } = useTranslation('inbox');
  const names = (doing: Doing) =>
    onlookers
      .filter((each) => each.doing === doing)
      .map(({ user }) => user.name)
      .join(', ');
  const answering = names('answering');
  const viewing = names('viewing');
  return (
    <div role="status">
      {answering !== '' && (
        <Alert color="orange" variant="light" py={6} mb={8}>
          {t('onlookers.answering', { names: answering })}
        </Alert>
      )}
      {viewing !== '' && (
        <Text size="xs" c="dimmed" mb={6}>
          {t('onlookers.viewing', { names: viewing })}
        </Text>
      )}
    </div>
  );
}

type RouteChoiceProps = { routes: readonly Route[]; draft: Draft; onChange: (part: Partial<Draft>) => void };

/** Where the answer goes, until when that is possible, and why it is not. */
function RouteChoice({ routes, draft, onChange }: RouteChoiceProps) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const route = routes.find(({ channel }) => channel.id === draft.channel) ?? routes.find(({ usual }) => usual);
  if (routes.length === 0) return null;
  return (
    <Group gap={8}>
      {route?.windowEndsAt && (
        <Text size="xs" c="dimmed">
          {t('windowEnds', { time: format.dateTime(route.windowEndsAt) })}
        </Text>
      )}
      {route?.refusal && (
        <Text size="xs" c="var(--mantine-color-error)">
          {route.refusal}
        </Text>
      )}
      <Select
        size="xs"
        w={190}
        aria-label={t('via')}
        placeholder={t('via')}
        data={routes.map(({ channel }) => ({ value: channel.id, label: t('viaChannel', { name: channel.name }) }))}
        value={route?.channel.id ?? null}
        onChange={(channel) => onChange({ channel: channel ?? undefined })}
        allowDeselect={false}
      />
    </Group>
  );
}
