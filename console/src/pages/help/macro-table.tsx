import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { type Macro, macrosQuery } from '../inbox/help/help-queries.ts';
import { EditOrDelete, TeamName } from './shared-fields.tsx';

interface EditProps {
  onEdit: (macro: Macro) => void;
}

/** Acts that are done together, the most used first. */
export function MacroTable({ onEdit }: EditProps) {
  const { t } = useTranslation('answers');
  const format = useFormat();
  const columns: Column<Macro>[] = [
    {
      id: 'name',
      title: t('name'),
      cell: ({ name, acts }) => (
        <>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {acts.map((act) => t(`act.${act.do}`)).join(' → ')}
          </Text>
        </>
      ),
    },
    { id: 'team', title: t('team'), cell: ({ team }) => <TeamName id={team} /> },
    { id: 'uses', title: t('uses'), isNumber: true, cell: ({ uses }) => format.number(uses) },
    { id: 'acts', title: t('acts'), cell: (macro) => <Acts macro={macro} onEdit={onEdit} /> },
  ];
  return (
    <Loaded query={useQuery(macrosQuery)}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t('none.macros')} hint={t('none.macrosHint')} />
        ) : (
          <DataTable caption={t('tabs.macros')} columns={columns} rows={items} rowKey={({ id }) => id} />
        )
      }
    </Loaded>
  );
}

function Acts({ macro, onEdit }: EditProps & { macro: Macro }) {
  const { t } = useTranslation('answers');
  const { id, name } = macro;
  const remove = useAct(() => take(api.DELETE('/api/macros/{id}', { params: { path: { id } } })), {
    done: () => t('deleted', { name }),
    changes: ['macros'],
  });
  return <EditOrDelete name={name} onEdit={() => onEdit(macro)} remove={remove} />;
}
