import { Group, Select, Stack, TextInput } from '@mantine/core';
import { MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { SENTIMENTS } from '../../mention/labels.ts';
import { MentionCard } from '../../mention/mention-card.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import type { MentionsSearch } from './mentions-search.ts';
import { Narrowed } from './narrowed.tsx';

/** Everything that was collected, the newest first, narrowed by words and labels. */
export function MentionsPage() {
  const { t } = useTranslation('mentions');
  const found = useMentions(useSearch({ from: '/shell/mentions' }));
  return (
    <Page title={t('title')} description={t('description')}>
      <Filters />
      <Narrowed />
      <Loaded query={found}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Empty title={t('none')} hint={t('noneHint')} />;
          return (
            <Stack gap="sm">
              {items.map((mention) => (
                <MentionCard key={mention.id} mention={mention} linksTicket />
              ))}
              <MoreButton query={found} />
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}

function useMentions(search: MentionsSearch) {
  return useInfiniteQuery({
    queryKey: ['mentions', search],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...search, limit: 30, ...(pageParam === '' ? {} : { cursor: pageParam }) };
      return take(api.GET('/api/mentions', { params: { query: query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** They stand in the address, so that a view can be kept and sent. */
function Filters() {
  const { t } = useTranslation('mentions');
  const { t: label } = useTranslation('labels');
  const search = useSearch({ from: '/shell/mentions' });
  const [words, setWords] = useState(search.q ?? '');
  const narrow = useNarrow('/mentions', search);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    narrow({ q: words.trim() });
  };
  const sentiments = SENTIMENTS.map((value) => ({ value, label: label(`sentiment.${value}`) }));
  return (
    <Group component="form" role="search" onSubmit={submit} mb="md" align="flex-end" gap="sm">
      <TextInput
        label={t('search')}
        leftSection={<MagnifyingGlassIcon />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        flex={1}
        miw={220}
        type="search"
      />
      <Select
        label={t('sentiment')}
        placeholder={t('any')}
        data={sentiments}
        value={search.sentiment ?? null}
        onChange={(sentiment) => narrow({ sentiment })}
        clearable
        w={160}
      />
      <Select
        label={t('kind')}
        placeholder={t('any')}
        data={[
          { value: 'true', label: label('complaint.yes') },
          { value: 'false', label: label('complaint.no') },
        ]}
        value={search.complaint ?? null}
        onChange={(complaint) => narrow({ complaint })}
        clearable
        w={190}
      />
    </Group>
  );
}
