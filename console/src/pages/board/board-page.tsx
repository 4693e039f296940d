import { Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Page } from '../../ui/page.tsx';
import { Part } from '../../ui/part.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';
import { rowsOf, sumOf, type TeamBoard } from './board.ts';
import { DueTable } from './due-table.tsx';
import { LoadTable } from './load-table.tsx';
import { TeamsTable } from './teams-table.tsx';

/** Nobody wants to wait for figures that they steer by; counting them costs the records little. */
export const BOARD_MS = 10_000;

/** How the desk stands at this moment: what waits, what is late, who has how much to do. */
export function BoardPage() {
  const { t } = useTranslation('board');
  const board = useQuery({
    queryKey: ['board'],
    queryFn: ({ signal }) => take(api.GET('/api/board', { signal })),
    refetchInterval: BOARD_MS,
  });
  return (
    <Page title={t('title')} description={t('description')}>
      <Loaded query={board}>
        {({ items }) => (
          <Stack gap="md">
            <Figures boards={items} />
            <Part title={t('teams.title')}>
              <TeamsTable rows={rowsOf(items)} />
            </Part>
            <Part title={t('due.title')}>
              <DueTable />
            </Part>
            <Part title={t('people.title')}>
              <LoadTable />
            </Part>
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

const SHOWN = ['unsolved', 'waiting', 'overdue', 'atRisk', 'opened', 'resolved'] as const;
const TONES: Partial<Record<(typeof SHOWN)[number], string>> = { overdue: 'red', atRisk: 'orange' };

function Figures({ boards }: { boards: readonly TeamBoard[] }) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const now = useNow();
  const sum = sumOf(boards);
  return (
    <Stack gap="xs">
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }}>
        {SHOWN.map((field) => (
          <Paper key={field} withBorder p="md">
            <Text size="sm" c="dimmed">
              {t(`counted.${field}`)}
            </Text>
            <Text size="xl" fw={700} {...toneOf(TONES[field], sum[field])}>
              {format.number(sum[field])}
            </Text>
          </Paper>
        ))}
      </SimpleGrid>
      {sum.unansweredSince !== null && (
        <Text size="sm">
          {t('waitsLongest', { time: format.duration(now.getTime() - Date.parse(sum.unansweredSince)) })}
        </Text>
      )}
    </Stack>
  );
}

/** A colour only where there is something to see to; one that is read in light and dark. */
const toneOf = (tone: string | undefined, count: number) =>
  tone === undefined || count === 0
    ? {}
    : { c: `light-dark(var(--mantine-color-${tone}-9), var(--mantine-color-${tone}-4))` };
