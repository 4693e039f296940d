import { Box, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment, TicketDetail } from '../../../api/types.ts';
import { useCommands } from '../../../commands/commands.ts';
import { Keys } from '../../../commands/shortcut-keys.tsx';
import { LengthHint } from '../help/length-hint.tsx';
import { MessageInput } from '../help/message-input.tsx';
import { routesQuery } from '../ticket-queries.ts';
import { AttachButton } from './attach-button.tsx';
import { Collision, type Onlooker } from './collision.tsx';
import { type Draft, draftOf, isEmpty, keepDraft } from './drafts.ts';
import { Files } from './files.tsx';
import { RouteChoice, routeOf } from './route-choice.tsx';
import classes from './ticket.module.css';
import type { Doing } from './use-onlookers.ts';
import { useSend } from './use-send.ts';

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
  const route = routeOf(routes?.items ?? [], draft);
  const change = (part: Partial<Draft>) => setDraft((now) => keepDraft(ticket.number, { ...now, ...part }));
  // Files come one after the other, while somebody writes on.
  const addFiles = (files: readonly Attachment[]) =>
    setDraft((now) => keepDraft(ticket.number, { ...now, files: [...now.files, ...files] }));
  const send = useSend(ticket, () => {
    change({ text: '', files: [], named: [] });
    // So that the shortcuts work again.
    input.current?.blur();
  });
  const isAnswering = draft.kind === 'reply' && !isEmpty(draft);
  useEffect(() => onDoing(isAnswering ? 'answering' : 'viewing'), [isAnswering, onDoing]);
  const submit = () => {
    if (!isEmpty(draft) && !send.isPending) send.mutate(draft);
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
      <MessageInput ticket={ticket.number} draft={draft} onChange={change} inputRef={input} />
      <Files
        files={draft.files}
        onRemove={(removed) => change({ files: draft.files.filter(({ id }) => id !== removed) })}
      />
      <Group justify="space-between" mt={8} wrap="nowrap">
        <AttachButton number={ticket.number} onAdd={addFiles} />
        <Text size="xs" c="dimmed" flex={1}>
          {draft.kind === 'reply' && routes?.items.length === 0 && t('recordedHint')}
          {draft.kind === 'reply' && route && <LengthHint text={draft.text} maxLength={route.maxLength} />}
        </Text>
        <Button
          size="xs"
          onClick={submit}
          loading={send.isPending}
          disabled={isEmpty(draft)}
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
