import { Button, Group, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Label, type Tone } from '../../ui/labels.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { type Article, articlesQuery } from '../inbox/help/help-queries.ts';
import { TeamName } from './shared-fields.tsx';

const TONES: Record<Article['status'], Tone> = { draft: 'warning', approved: 'good', archived: 'neutral' };
const PAUSE_MS = 250;

interface EditProps {
  onEdit: (article: Article) => void;
}

/** Questions of customers with their answers; approved ones go to customers. */
export function ArticleTable({ onEdit }: EditProps) {
  const { t } = useTranslation('answers');
  const format = useFormat();
  const [words, setWords] = useState('');
  const [q] = useDebouncedValue(words.trim(), PAUSE_MS);
  const columns: Column<Article>[] = [
    {
      id: 'question',
      title: t('question'),
      cell: ({ question, answer }) => (
        <>
          <Text size="sm" fw={600}>
            {question}
          </Text>
          <Text size="xs" c="dimmed" lineClamp={2}>
            {answer}
          </Text>
        </>
      ),
    },
    {
      id: 'status',
      title: t('status'),
      cell: ({ status, approvedBy }) => (
        <Label
          tone={TONES[status]}
          text={t(`state.${status}`)}
          {...(approvedBy === null ? {} : { title: t('approvedBy', { name: approvedBy }) })}
        />
      ),
    },
    { id: 'team', title: t('team'), cell: ({ team }) => <TeamName id={team} /> },
    { id: 'uses', title: t('uses'), isNumber: true, cell: ({ uses }) => format.number(uses) },
    {
      id: 'votes',
      title: t('votes'),
      isNumber: true,
      cell: ({ helpful, unhelpful }) => t('voted', { helpful, all: helpful + unhelpful }),
    },
    { id: 'acts', title: t('acts'), cell: (article) => <Acts article={article} onEdit={onEdit} /> },
  ];
  return (
    <>
      <TextInput
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        maw={360}
        mb="md"
      />
      <Loaded query={useQuery(articlesQuery(q === '' ? {} : { q }))}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('none.articles')} hint={t('none.articlesHint')} />
          ) : (
            <DataTable caption={t('tabs.articles')} columns={columns} rows={items} rowKey={({ id }) => id} />
          )
        }
      </Loaded>
    </>
  );
}

function Acts({ article, onEdit }: EditProps & { article: Article }) {
  const { t } = useTranslation('answers');
  const { id, question: name, status, version } = article;
  const path = { params: { path: { id } } };
  const approve = useAct(() => take(api.POST('/api/articles/{id}/approve', { ...path, body: { version } })), {
    done: () => t('approved', { name }),
    changes: ['articles'],
  });
  const archive = useAct(() => take(api.POST('/api/articles/{id}/archive', path)), {
    done: () => t('archived', { name }),
    changes: ['articles'],
  });
  return (
    <Group gap="xs" wrap="nowrap">
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => onEdit(article)}
        aria-label={t('changeNamed', { name })}
      >
        {t('change')}
      </Button>
      {status === 'approved' ? (
        <Button
          size="compact-sm"
          variant="default"
          loading={archive.isPending}
          onClick={() => archive.mutate()}
          aria-label={t('archiveNamed', { name })}
        >
          {t('archive')}
        </Button>
      ) : (
        <Button
          size="compact-sm"
          loading={approve.isPending}
          onClick={() => approve.mutate()}
          aria-label={t('approveNamed', { name })}
        >
          {t('approve')}
        </Button>
      )}
    </Group>
  );
}
