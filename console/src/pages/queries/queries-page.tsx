import { Button, Code, Group, Text } from '@mantine/core';
import { PlusIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Query, take } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useAct } from '../../api/use-act.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Page } from '../../ui/page.tsx';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { QueryForm } from './query-form.tsx';

/** What counts as a mention of the brand. */
export function QueriesPage() {
  const { t } = useTranslation('queries');
  const [edited, setEdited] = useState<Query | 'new'>();
  const mayWrite = useMay('queries:write');
  const close = () => setEdited(undefined);
  const queries = useQuery({
    queryKey: ['queries'],
    queryFn: ({ signal }) => take(api.GET('/api/queries', { params: { query: { limit: 200 } }, signal })),
  });
  const add = mayWrite && (
    <Button leftSection={<PlusIcon />} onClick={() => setEdited('new')}>
      {t('new')}
    </Button>
  );
  return (
    <Page title={t('title')} description={t('description')} actions={add}>
      <Loaded query={queries}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('none')} hint={t('noneHint')} />
          ) : (
            <QueryTable queries={items} onEdit={mayWrite ? setEdited : undefined} />
          )
        }
      </Loaded>
      <SideSheet title={edited === 'new' ? t('new') : t('edit')} onClose={close} size="xl">
        {edited && <QueryForm query={edited === 'new' ? undefined : edited} onDone={close} />}
      </SideSheet>
    </Page>
  );
}

interface QueryTableProps {
  queries: readonly Query[];
  onEdit: ((query: Query) => void) | undefined;
}

function QueryTable({ queries, onEdit }: QueryTableProps) {
  const { t } = useTranslation('queries');
  const format = useFormat();
  const columns: Column<Query>[] = [
    {
      id: 'name',
      title: t('name'),
      cell: ({ name }) => (
        <Text size="sm" fw={600}>
          {name}
        </Text>
      ),
    },
    { id: 'rule', title: t('rule'), cell: ({ rule }) => <Code>{rule}</Code> },
    { id: 'since', title: t('since'), cell: ({ createdAt }) => format.date(createdAt) },
  ];
  if (onEdit) columns.push({ id: 'acts', title: t('acts'), cell: (query) => <Acts query={query} onEdit={onEdit} /> });
  return <DataTable caption={t('title')} columns={columns} rows={queries} rowKey={({ id }) => id} />;
}

function Acts({ query, onEdit }: { query: Query; onEdit: (query: Query) => void }) {
  const { t } = useTranslation('queries');
  const { id, name } = query;
  const remove = useAct(() => take(api.DELETE('/api/queries/{id}', { params: { path: { id } } })), {
    done: () => t('deleted', { name }),
    changes: ['queries', 'sources'],
  });
  return (
    <Group gap="xs" wrap="nowrap">
      <Button size="compact-sm" variant="default" onClick={() => onEdit(query)} aria-label={t('editNamed', { name })}>
        {t('change')}
      </Button>
      <ConfirmButton
        label={t('delete')}
        name={t('deleteNamed', { name })}
        question={t('deleteQuestion', { name })}
        onConfirm={() => remove.mutate()}
        loading={remove.isPending}
      />
    </Group>
  );
}
