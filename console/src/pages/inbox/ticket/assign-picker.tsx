import { Button, Popover, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session.ts';
import type { TicketChange } from '../ticket-change.ts';
import { agentsQuery, teamsQuery } from '../ticket-queries.ts';
import { useTicketChange } from '../use-ticket-acts.ts';
import type { PickerProps } from './pickers.tsx';

/** Whose the ticket is: somebody's, one's own, nobody's, another team's. */
export function AssignPicker({ ticket, opened, onChange }: PickerProps) {
  const { t } = useTranslation('inbox');
  return (
    <Popover opened={opened} onChange={onChange} width={260} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button size="compact-sm" variant="default" onClick={() => onChange(!opened)}>
          {ticket.assignee?.name ?? t('assign')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('assign')}>
        {opened && <Choice ticket={ticket} onDone={() => onChange(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Choice({ ticket, onDone }: Pick<PickerProps, 'ticket'> & { onDone: () => void }) {
  const { t } = useTranslation('inbox');
  const { id } = useSession();
  const { mutate } = useTicketChange();
  const agents = useQuery(agentsQuery);
  const teams = useQuery(teamsQuery);
  const change = (wanted: TicketChange) => {
    mutate({ before: ticket, change: wanted, done: t('assigned') });
    onDone();
  };
  const people = (agents.data?.items ?? []).filter(({ disabled, role }) => !disabled && role !== 'marketing');
  return (
    <Stack gap="xs">
      {id !== null && ticket.assignee?.id !== id && (
        <Button size="xs" onClick={() => change({ assignee: id })}>
          {t('take')}
        </Button>
      )}
      <Select
        size="xs"
        label={t('agent')}
        data={people.map((each) => ({ value: each.id, label: each.name }))}
        value={ticket.assignee?.id ?? null}
        onChange={(assignee) => assignee !== null && change({ assignee })}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('noAgent')}
        comboboxProps={{ withinPortal: false }}
      />
      <Select
        size="xs"
        label={t('team')}
        data={(teams.data?.items ?? []).map((team) => ({ value: team.id, label: team.name }))}
        value={ticket.team.id}
        onChange={(team) => team !== null && team !== ticket.team.id && change({ team, assignee: null })}
        searchable
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
      />
      {ticket.assignee !== null && (
        <Button size="xs" variant="subtle" color="gray" onClick={() => change({ assignee: null })}>
          {t('giveBack')}
        </Button>
      )}
    </Stack>
  );
}
