import { Button, FileInput, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { sourcesQuery } from '../sources/sources-query.ts';
import { ImportOutcome } from './import-outcome.tsx';
import { mediaTypeOf } from './media-type.ts';

export type Outcome = Answer<'/api/imports', 'post'>;
const ORDERS = ['dmy', 'mdy'] as const;

/** Posts from a file: first what would come of it, then for good. */
export function ImportFile() {
  const { t } = useTranslation('system');
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState<string | null>(null);
  const [dayOrder, setDayOrder] = useState<(typeof ORDERS)[number]>('dmy');
  const { data } = useQuery(sourcesQuery);
  const sources = data?.items.filter(({ kind }) => kind === 'import') ?? [];
  const makeSource = useAct(
    () =>
      take(
        api.POST('/api/sources', { body: { kind: 'import', name: t('importSource'), everyMinutes: 60, settings: {} } }),
      ),
    { changes: ['sources'], after: ({ id }) => setSource(id) },
  );
  const send = (dryRun: 'true' | 'false') => {
    if (file === null || source === null) throw new Error('nothing to send');
    return take(
      api.POST('/api/imports', {
        params: { query: { source, dryRun, dayOrder } },
        body: file,
        bodySerializer: (body) => body as File,
        headers: { 'content-type': mediaTypeOf(file.name) },
      }),
    );
  };
  const dryRun = useAct(() => send('true'));
  const forGood = useAct(() => send('false'), {
    done: ({ new: made }) => t('imported', { count: made }),
    changes: ['mentions', 'sources'],
    after: () => dryRun.reset(),
  });
  const begin = (chosen: File | null) => {
    setFile(chosen);
    dryRun.reset();
    forGood.reset();
  };
  const outcome: Outcome | undefined = forGood.data ?? dryRun.data;
  const isReady = file !== null && source !== null;
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('importHint')}
      </Text>
      <Group align="flex-end" gap="sm">
        <FileInput
          label={t('file')}
          placeholder={t('pickFile')}
          accept=".csv,.tsv,.xlsx,.jsonl,.ndjson,.json"
          value={file}
          onChange={begin}
          miw={240}
          clearable
        />
        {data !== undefined && sources.length === 0 ? (
          <Button variant="default" onClick={() => makeSource.mutate()} loading={makeSource.isPending}>
            {t('makeImportSource')}
          </Button>
        ) : (
          <Select
            label={t('intoSource')}
            data={sources.map(({ id, name }) => ({ value: id, label: name }))}
            value={source}
            onChange={setSource}
            miw={200}
          />
        )}
        <Select
          label={t('dayOrder')}
          data={ORDERS.map((value) => ({ value, label: t(`dayOrders.${value}`) }))}
          value={dayOrder}
          onChange={(value) => setDayOrder(value === 'mdy' ? 'mdy' : 'dmy')}
          allowDeselect={false}
          w={190}
        />
        <Button variant="default" onClick={() => dryRun.mutate()} loading={dryRun.isPending} disabled={!isReady}>
          {t('tryFirst')}
        </Button>
        <Button
          onClick={() => forGood.mutate()}
          loading={forGood.isPending}
          disabled={!isReady || dryRun.data === undefined}
        >
          {t('importNow')}
        </Button>
      </Group>
      {outcome !== undefined && <ImportOutcome outcome={outcome} isForGood={forGood.data !== undefined} />}
    </Stack>
  );
}
