import { Anchor, Button, Drawer, Stack, Text } from '@mantine/core';
import { PlusIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Source } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Label, type Tone } from '../../ui/labels.tsx';
import { Page } from '../../ui/page.tsx';
import { safeUrl } from '../../ui/safe-url.ts';
import { Empty, Loaded } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';
import { SourceActions } from './source-actions.tsx';
import { SourceForm } from './source-form.tsx';
import { sourcesQuery } from './sources-query.ts';

const HEALTH_TONES: Record<Source['health'], Tone> = {
  new: 'info',
  healthy: 'good',
  silent: 'warning',
  late: 'warning',
  failing: 'bad',
  paused: 'neutral',
};

/** Where it is listened, and how each of these places is. */
export function SourcesPage() {
  const { t } = useTranslation('sources');
  const [adding, setAdding] = useState(false);
  const mayWrite = useMay('sources:write');
  const sources = useQuery({ ...sourcesQuery, refetchInterval: 20_000 });
  const add = mayWrite && (
    <Button leftSection={<PlusIcon />} onClick={() => setAdding(true)}>
      {t('new')}
    </Button>
  );
  return (
    <Page title={t('title')} description={t('description')} actions={add}>
      <Loaded query={sources}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('none')} hint={t('noneHint')} />
          ) : (
            <SourceTable sources={items} mayWrite={mayWrite} />
          )
        }
      </Loaded>
      <Drawer
        opened={adding}
        onClose={() => setAdding(false)}
        title={t('new')}
        position="right"
        size="lg"
        closeButtonProps={{ 'aria-label': t('cancelNew') }}
      >
        <SourceForm onDone={() => setAdding(false)} />
      </Drawer>
    </Page>
  );
}

function SourceTable({ sources, mayWrite }: { sources: readonly Source[]; mayWrite: boolean }) {
  const { t } = useTranslation('sources');
  const { t: label } = useTranslation('labels');
  const format = useFormat();
  const now = useNow();
  const ago = (at: string | null) => (at === null ? t('never') : format.ago(at, now));
  const columns: Column<Source>[] = [
    { id: 'name', title: t('name'), cell: (source) => <SourceName source={source} /> },
    {
      id: 'health',
      title: t('health'),
      cell: ({ health, problem }) => (
        <Stack gap={2} align="flex-start">
          <Label tone={HEALTH_TONES[health]} text={label(`health.${health}`)} />
          {problem !== null && (
            <Text size="xs" maw={320}>
              {problem}
            </Text>
          )}
        </Stack>
      ),
    },
    { id: 'last', title: t('lastRun'), cell: ({ lastRunAt }) => ago(lastRunAt) },
    { id: 'news', title: t('lastNews'), cell: ({ lastNewsAt }) => ago(lastNewsAt) },
  ];
  if (mayWrite) columns.push({ id: 'acts', title: t('acts'), cell: (source) => <SourceActions source={source} /> });
  return <DataTable caption={t('title')} columns={columns} rows={sources} rowKey={({ id }) => id} />;
}

function SourceName({ source: { name, kind, settings } }: { source: Source }) {
  const { t } = useTranslation('sources');
  const url = typeof settings.url === 'string' ? safeUrl(settings.url) : undefined;
  return (
    <Stack gap={0}>
      <Text size="sm" fw={600}>
        {name}
      </Text>
      <Text size="xs" c="dimmed">
        {t(`kinds.${kind}`, { defaultValue: kind })}
      </Text>
      {url && (
        <Anchor size="xs" href={url} target="_blank" rel="noopener noreferrer nofollow">
          {new URL(url).host}
        </Anchor>
      )}
    </Stack>
  );
}
