import { Button, Menu, Popover, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../api/types.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { PRIORITIES } from '../priorities.ts';
import { SNOOZES, snoozeUntil } from '../snooze.ts';
import type { TicketChange } from '../ticket-change.ts';
import { useTicketChange } from '../use-ticket-acts.ts';

/** A button that opens a choice; its key opens it as well. */
export interface PickerProps {
  ticket: TicketDetail;
  opened: boolean;
  onChange: (opened: boolean) => void;
}

interface Option {
  id: string;
  text: string;
  change: TicketChange;
}

function MenuPicker({
  ticket,
  opened,
  onChange,
  title,
  options,
}: PickerProps & { title: string; options: readonly Option[] }) {
  const { t } = useTranslation('inbox');
  const { mutate } = useTicketChange();
  return (
    <Menu opened={opened} onChange={onChange} shadow="md" trapFocus returnFocus>
      <Menu.Target>
        <Button size="compact-sm" variant="default">
          {title}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {options.map(({ id, text, change }) => (
          <Menu.Item key={id} onClick={() => mutate({ before: ticket, change, done: t('changed', { text }) })}>
            {text}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function StatusPicker(props: PickerProps) {
  const { t } = useTranslation('inbox');
  const { t: label } = useTranslation('labels');
  const options: Option[] = [
    { id: 'open', text: label('status.open'), change: { status: 'open' } },
    { id: 'customer', text: t('pendingOn.customer'), change: { status: 'pending', pendingOn: 'customer' } },
    { id: 'third', text: t('pendingOn.third-party'), change: { status: 'pending', pendingOn: 'third-party' } },
    { id: 'resolved', text: label('status.resolved'), change: { status: 'resolved' } },
    { id: 'closed', text: label('status.closed'), change: { status: 'closed' } },
  ];
  return <MenuPicker {...props} title={t('status')} options={options} />;
}

export function PriorityPicker(props: PickerProps) {
  const { t } = useTranslation('inbox');
  const { t: label } = useTranslation('labels');
  const options = PRIORITIES.map((priority) => ({
    id: priority,
    text: label(`priority.${priority}`),
    change: { priority },
  }));
  return <MenuPicker {...props} title={t('priority')} options={options} />;
}

/** Out of the way until a time of one's choice, or until the customer writes. */
export function SnoozePicker({ ticket, opened, onChange }: PickerProps) {
  const { t } = useTranslation('inbox');
  return (
    <Popover opened={opened} onChange={onChange} width={240} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button size="compact-sm" variant="default" onClick={() => onChange(!opened)}>
          {t('snooze.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('snooze.title')}>
        {opened && <SnoozeChoice ticket={ticket} onDone={() => onChange(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function SnoozeChoice({ ticket, onDone }: { ticket: TicketDetail; onDone: () => void }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const { mutate } = useTicketChange();
  const [own, setOwn] = useState('');
  const snooze = (until: Date | null) => {
    const done = until === null ? t('snooze.woken') : t('snooze.done', { time: format.dateTime(until) });
    mutate({ before: ticket, change: { snoozedUntil: until?.toISOString() ?? null }, done });
    onDone();
  };
  return (
    <Stack gap={6}>
      {SNOOZES.map((each) => (
        <Button key={each} size="xs" variant="default" onClick={() => snooze(snoozeUntil(each, new Date()))}>
          {t(`snooze.${each}`)}
        </Button>
      ))}
      <TextInput
        size="xs"
        type="datetime-local"
        label={t('snooze.own')}
        value={own}
        onChange={(event) => setOwn(event.currentTarget.value)}
      />
      <Button size="xs" disabled={own === ''} onClick={() => snooze(new Date(own))}>
        {t('snooze.title')}
      </Button>
      {ticket.snoozedUntil !== null && (
        <Button size="xs" variant="subtle" onClick={() => snooze(null)}>
          {t('snooze.wake')}
        </Button>
      )}
    </Stack>
  );
}
