import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../api/types.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { customerHistoryQuery } from '../customer-queries.ts';
import { Section } from './section.tsx';

type Item = Answer<'/api/customers/{id}/history', 'get'>['items'][number];

/** What there was with the customer besides this ticket, on every channel; the notes on them stand apart. */
export function CustomerHistory({ id, except }: { id: string; except: number }) {
  const { t } = useTranslation('inbox');
  const { t: common } = useTranslation();
  const query = useInfiniteQuery(customerHistoryQuery(id));
  const items =
    query.data?.pages
      .flatMap((page) => page.items)
      .filter((each) => each.kind !== 'customer-note' && each.ticketNumber !== except) ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t('side.history')}>
      <Stack component="ol" gap={10} m={0} p={0} style={{ listStyle: 'none' }}>
        {items.map((item) => (
          <li key={`${item.kind} ${item.id}`}>
            <HistoryItem item={item} />
          </li>
        ))}
      </Stack>
      {query.hasNextPage && (
        <Button
          size="compact-xs"
          variant="subtle"
          mt={6}
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {common('more')}
        </Button>
      )}
    </Section>
  );
}

function HistoryItem({ item: { at, kind, ticketNumber, channel, author, text } }: { item: Item }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const about = [t(`past.${kind}`), author, channel, format.date(at)].filter((each) => each !== null);
  return (
    <>
      <Text size="xs" c="dimmed">
        {about.join(' · ')}
        {ticketNumber !== null && (
          <>
            {' · '}
            <Anchor component={Link} to={`/inbox/${ticketNumber}`} inherit>
              {`#${ticketNumber}`}
            </Anchor>
          </>
        )}
      </Text>
      <Text size="xs" lineClamp={2}>
        {text}
      </Text>
    </>
  );
}
