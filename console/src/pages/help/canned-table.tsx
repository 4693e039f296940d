import { Code, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { type CannedReply, cannedRepliesQuery } from '../inbox/help/help-queries.ts';
import { EditOrDelete, TeamName } from './shared-fields.tsx';

interface EditProps {
  onEdit: (reply: CannedReply) => void;
}

/** Texts at hand, the most used first. */
export function CannedTable({ onEdit }: EditProps) {
  const { t } = useTranslation('answers');
  const format = useFormat();
  const columns: Column<CannedReply>[] = [
    {
      id: 'title',
      title: t('name'),
      cell: ({ title, text }) => (
        <>
          <Text size="sm" fw={600}>
            {title}
          </Text>
          <Text size="xs" c="dimmed" lineClamp={2}>
            {text}
          </Text>
        </>
      ),
    },
    { id: 'shortcut', title: t('shortcut'), cell: ({ shortcut }) => <Code>{`/${shortcut}`}</Code> },
    { id: 'team', title: t('team'), cell: ({ team }) => <TeamName id={team} /> },
    { id: 'uses', title: t('uses'), isNumber: true, cell: ({ uses }) => format.number(uses) },
    { id: 'acts', title: t('acts'), cell: (reply) => <Acts reply={reply} onEdit={onEdit} /> },
  ];
  return (
    <Loaded query={useQuery(cannedRepliesQuery)}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t('none.replies')} hint={t('none.repliesHint')} />
        ) : (
          <DataTable caption={t('tabs.replies')} columns={columns} rows={items} rowKey={({ id }) => id} />
        )
      }
    </Loaded>
  );
}

function Acts({ reply, onEdit }: EditProps & { reply: CannedReply }) {
  const { t } = useTranslation('answers');
  const { id, title: name } = reply;
  const remove = useAct(() => take(api.DELETE('/api/canned-replies/{id}', { params: { path: { id } } })), {
    done: () => t('deleted', { name }),
    changes: ['canned-replies'],
  });
  return <EditOrDelete name={name} onEdit={() => onEdit(reply)} remove={remove} />;
}
