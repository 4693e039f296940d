import { Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session.ts';
import { useCommands } from '../../../commands/commands.ts';
import { type InboxSearch, inboxSearch, STAGES, WHOSE } from '../inbox-search.ts';
import { teamsQuery } from '../ticket-queries.ts';
import classes from './queue.module.css';

/** Whose, which and where: all of it stands in the address. */
export function QueueFilters({ search }: { search: InboxSearch }) {
  const { t } = useTranslation('inbox');
  const narrow = useNarrow(search);
  return (
    <div className={classes.filters}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('whose.label')}
        data={WHOSE.map((value) => ({ value, label: t(`whose.${value}`) }))}
        value={search.whose ?? 'all'}
        onChange={(whose) => narrow({ whose: whose === 'all' ? undefined : whose })}
      />
      <Words search={search} onSearch={(q) => narrow({ q })} />
      <Group gap={6} wrap="nowrap">
        <Select
          size="xs"
          aria-label={t('stage.label')}
          data={STAGES.map((value) => ({ value, label: t(`stage.${value}`) }))}
          value={search.stage ?? 'unsolved'}
          onChange={(stage) => narrow({ stage: stage === 'unsolved' ? undefined : stage })}
          allowDeselect={false}
          flex={1}
        />
        <TeamFilter search={search} onPicked={(team) => narrow({ team })} />
      </Group>
    </div>
  );
}

function useNarrow(search: InboxSearch) {
  const navigate = useNavigate();
  return (change: Record<string, unknown>) =>
    void navigate({ to: '.', search: inboxSearch({ ...search, ...change }), replace: true });
}

function Words({ search, onSearch }: { search: InboxSearch; onSearch: (q: string) => void }) {
  const { t } = useTranslation('inbox');
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState(search.q ?? '');
  useEffect(() => setWords(search.q ?? ''), [search.q]);
  useCommands([
    { id: 'search', label: t('searchHint'), group: t('title'), keys: '/', run: () => input.current?.focus() },
  ]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(words);
  };
  return (
    <search>
      <form onSubmit={submit}>
        <TextInput
          ref={input}
          size="xs"
          type="search"
          aria-label={t('searchHint')}
          placeholder={t('searchHint')}
          leftSection={<MagnifyingGlassIcon />}
          value={words}
          onChange={({ currentTarget: { value } }) => {
            setWords(value);
            // The field's own cross empties it.
            if (value === '') onSearch('');
          }}
        />
      </form>
    </search>
  );
}

/** Only for who sees more than one team. */
function TeamFilter({ search, onPicked }: { search: InboxSearch; onPicked: (team: string | undefined) => void }) {
  const { t } = useTranslation('inbox');
  const { role } = useSession();
  const { data } = useQuery(teamsQuery);
  if (role === 'agent' || data === undefined || data.items.length < 2) return null;
  return (
    <Select
      size="xs"
      aria-label={t('team')}
      placeholder={t('allTeams')}
      data={data.items.map(({ id, name }) => ({ value: id, label: name }))}
      value={search.team ?? null}
      onChange={(team) => onPicked(team ?? undefined)}
      clearable
      searchable
      flex={1}
    />
  );
}
