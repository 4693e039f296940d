import { Button, CloseButton, Group, Menu, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session.ts';
import type { Ticket } from '../../../api/types.ts';
import { PRIORITIES } from '../priorities.ts';
import { SNOOZES, snoozeUntil } from '../snooze.ts';
import type { TicketChange } from '../ticket-change.ts';
import { agentsQuery } from '../ticket-queries.ts';
import classes from './queue.module.css';
import { useBulkChange } from './use-bulk.ts';
import type { Selection } from './use-selection.ts';

/** What can be done to all that is ticked. */
export const BulkBar = memo(function BulkBar({
  tickets,
  selection,
}: {
  tickets: readonly Ticket[];
  selection: Selection;
}) {
  const { t } = useTranslation('inbox');
  const { t: label } = useTranslation('labels');
  const { id } = useSession();
  const bulk = useBulkChange();
  const chosen = tickets.filter(({ number }) => selection.numbers.has(number));
  const change = (wanted: TicketChange) => {
    bulk.change(chosen, wanted);
    selection.clear();
  };
  return (
    <div className={classes.bulk}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="xs" fw={600} role="status">
          {t('bulk.selected', { count: chosen.length })}
        </Text>
        <Group gap={4}>
          <Button size="compact-xs" variant="subtle" onClick={() => selection.set(tickets.map(({ number }) => number))}>
            {t('bulk.all')}
          </Button>
          <CloseButton size="sm" aria-label={t('bulk.clear')} onClick={selection.clear} />
        </Group>
      </Group>
      <Group gap={6} mt={4}>
        {id !== null && (
          <Button size="compact-xs" variant="default" onClick={() => change({ assignee: id })}>
            {t('take')}
          </Button>
        )}
        <AgentMenu onPicked={(assignee) => change({ assignee })} />
        <Button size="compact-xs" variant="default" onClick={() => change({ status: 'resolved' })}>
          {t('resolve')}
        </Button>
        <Choice
          title={t('priority')}
          options={PRIORITIES.map((priority) => ({ id: priority, text: label(`priority.${priority}`) }))}
          onPicked={(priority) => change({ priority })}
        />
        <Choice
          title={t('snooze.title')}
          options={SNOOZES.map((each) => ({ id: each, text: t(`snooze.${each}`) }))}
          onPicked={(each) => change({ snoozedUntil: snoozeUntil(each, new Date()).toISOString() })}
        />
      </Group>
    </div>
  );
});

interface ChoiceProps<T extends string> {
  title: string;
  options: readonly { id: T; text: string }[];
  onPicked: (id: T) => void;
}

function Choice<T extends string>({ title, options, onPicked }: ChoiceProps<T>) {
  return (
    <Menu shadow="md">
      <Menu.Target>
        <Button size="compact-xs" variant="default">
          {title}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflow: 'auto' }}>
        {options.map(({ id, text }) => (
          <Menu.Item key={id} onClick={() => onPicked(id)}>
            {text}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function AgentMenu({ onPicked }: { onPicked: (id: string) => void }) {
  const { t } = useTranslation('inbox');
  const { data } = useQuery(agentsQuery);
  const agents = (data?.items ?? []).filter(({ disabled, role }) => !disabled && role !== 'marketing');
  return (
    <Choice title={t('assign')} options={agents.map(({ id, name }) => ({ id, text: name }))} onPicked={onPicked} />
  );
}
