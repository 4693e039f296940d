import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, take } from '../../api/client.ts';
import { inTreeOrder } from './team-tree.ts';

export const teamsQuery = {
  queryKey: ['teams'],
  queryFn: ({ signal }: { signal: AbortSignal }) => take(api.GET('/api/teams', { signal })),
};

interface TeamSelectProps {
  label: string;
  value: string | null;
  onChange: (team: string | null) => void;
  /** What no team means. */
  none: string;
  error?: ReactNode;
  /** Teams that can't be chosen. */
  without?: ReadonlySet<string>;
}

/** A team, found by a few letters of its path in the tree. */
export function TeamSelect({ label, value, onChange, none, error, without }: TeamSelectProps) {
  const { data } = useQuery(teamsQuery);
  const teams = inTreeOrder(data?.items ?? []).filter(({ id }) => without?.has(id) !== true);
  return (
    <Select
      label={label}
      data={teams.map(({ id, path }) => ({ value: id, label: path }))}
      value={value}
      onChange={onChange}
      placeholder={none}
      error={error}
      searchable
      clearable
    />
  );
}
