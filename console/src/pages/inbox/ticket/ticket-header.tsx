import { ActionIcon, Button, Group, Menu, Text, Title, Tooltip } from '@mantine/core';
import {
  ArrowLeftIcon,
  DotsHorizontalIcon,
  EyeNoneIcon,
  EyeOpenIcon,
  MixIcon,
  ScissorsIcon,
} from '@radix-ui/react-icons';
import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../api/session.ts';
import type { TicketDetail } from '../../../api/types.ts';
import { PriorityLabel, StatusLabel } from '../../../ui/labels.tsx';
import { DueLabel } from '../due-label.tsx';
import { MacroPicker } from '../help/macro-picker.tsx';
import { AssignPicker } from './assign-picker.tsx';
import { PriorityPicker, SnoozePicker, StatusPicker } from './pickers.tsx';
import classes from './ticket.module.css';
import type { Reveal } from './use-reveal.ts';
import { type Opened, useTicketCommands } from './use-ticket-commands.ts';

// Rarely wanted: their code comes when they are opened.
const MergeDialog = lazy(async () => ({ default: (await import('./merge-dialog.tsx')).MergeDialog }));
const SplitDialog = lazy(async () => ({ default: (await import('./split-dialog.tsx')).SplitDialog }));

interface TicketHeaderProps {
  ticket: TicketDetail;
  reveal: Reveal;
  children?: ReactNode;
}

/** What the ticket is, how long there is, and what can be done with it. */
export function TicketHeader({ ticket, reveal, children }: TicketHeaderProps) {
  const { t } = useTranslation('inbox');
  const mayWrite = useMay('tickets:write') && ticket.status !== 'closed';
  return (
    <header className={classes.header}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Tooltip label={t('leave')}>
          <ActionIcon
            component={Link}
            to="/inbox"
            search
            hiddenFrom="md"
            variant="subtle"
            color="gray"
            aria-label={t('leave')}
          >
            <ArrowLeftIcon />
          </ActionIcon>
        </Tooltip>
        <Title order={2} size="h5" className={classes.subject} flex={1} title={ticket.subject}>
          {ticket.subject}
        </Title>
        {reveal.isOffered && <RevealButton reveal={reveal} />}
        {children}
      </Group>
      <Group gap={6} mt={6}>
        <Text size="sm" c="dimmed" mr={2}>
          {`#${ticket.number}`}
        </Text>
        <StatusLabel status={ticket.status} />
        <DueLabel ticket={ticket} />
        {ticket.priority !== 'normal' && <PriorityLabel priority={ticket.priority} />}
      </Group>
      {mayWrite && <Acts ticket={ticket} />}
    </header>
  );
}

function RevealButton({ reveal: { isShown, show, hide } }: { reveal: Reveal }) {
  const { t } = useTranslation('inbox');
  return (
    <Tooltip label={t('reveal.hint')}>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={isShown ? <EyeNoneIcon /> : <EyeOpenIcon />}
        aria-pressed={isShown}
        onClick={isShown ? hide : show}
      >
        {t(isShown ? 'reveal.hide' : 'reveal.show')}
      </Button>
    </Tooltip>
  );
}

/** Each can be opened by its key as well: one at a time is open. */
function Acts({ ticket }: { ticket: TicketDetail }) {
  const { t } = useTranslation('inbox');
  const [opened, setOpened] = useState<Opened>(null);
  const { resolve, reopen } = useTicketCommands(ticket, setOpened);
  const of = (name: NonNullable<Opened>) => ({
    ticket,
    opened: opened === name,
    onChange: (isOpen: boolean) => setOpened(isOpen ? name : null),
  });
  return (
    <Group gap={6} mt={8}>
      <AssignPicker {...of('assign')} />
      <StatusPicker {...of('status')} />
      <PriorityPicker {...of('priority')} />
      <SnoozePicker {...of('snooze')} />
      <MacroPicker {...of('macro')} />
      {ticket.status === 'resolved' ? (
        <Button size="compact-sm" variant="light" onClick={reopen}>
          {t('reopen')}
        </Button>
      ) : (
        <Button size="compact-sm" onClick={resolve}>
          {t('resolve')}
        </Button>
      )}
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon variant="default" size={26} aria-label={t('moreActs')}>
            <DotsHorizontalIcon />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<MixIcon />} onClick={() => setOpened('merge')}>
            {t('merge.title')}
          </Menu.Item>
          <Menu.Item leftSection={<ScissorsIcon />} onClick={() => setOpened('split')}>
            {t('split.title')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {opened === 'merge' && <MergeDialog {...of('merge')} />}
        {opened === 'split' && <SplitDialog {...of('split')} />}
      </Suspense>
    </Group>
  );
}
