import { Alert, Card, Code, Mark as Marked, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { type ApiProblem, asProblem } from '../../api/problem.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { excerpt, type Mark } from './marked-text.ts';

const RECENT = 100;
const SHOWN = 8;
const LONGEST = 10_000;

interface Tried {
  id: string;
  text: string;
}

type Mentions = Answer<'/api/mentions', 'get'>['items'];

/** A title and its text are read as one here, each on a line of its own. */
const textsOf = (mentions: Mentions): Tried[] =>
  mentions.map(({ id, title, text }) => ({ id, text: [title, text].filter(Boolean).join('\n').slice(0, LONGEST) }));

const marksOf = (marks: readonly number[][] = []): Mark[] => marks.map(([from = 0, to = 0]) => [from, to]);

/** What a rule finds among the mentions that were collected last. */
export function QueryTest({ rule }: { rule: string }) {
  const { t } = useTranslation('queries');
  const recent = useQuery({
    queryKey: ['mentions', 'to-try-rules-on'],
    queryFn: ({ signal }) => take(api.GET('/api/mentions', { params: { query: { limit: RECENT } }, signal })),
    select: ({ items }) => textsOf(items),
    staleTime: 60_000,
  });
  const texts = recent.data ?? [];
  const test = useQuery({
    queryKey: ['query-test', rule, texts.map(({ id }) => id)],
    queryFn: ({ signal }) => {
      const body = { rule, texts: texts.map(({ text }) => text) };
      return take(api.POST('/api/queries/test', { body, signal }));
    },
    enabled: recent.data !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (recent.isError) return <Failure error={recent.error} />;
  if (test.isError) {
    const problem = asProblem(test.error);
    return problem.position === null ? <Failure error={problem} /> : <RuleMistake rule={rule} problem={problem} />;
  }
  if (test.data === undefined) return <Loading />;
  if (texts.length === 0) return <Text size="sm">{t('nothingToTry')}</Text>;
  const { matches, marks } = test.data;
  const found = texts.flatMap((each, at) => (matches[at] ? [{ ...each, marks: marksOf(marks[at]) }] : []));
  return (
    <Stack gap="xs" aria-live="polite" aria-busy={test.isPlaceholderData}>
      <Text size="sm" fw={600}>
        {t('found', { count: found.length, all: texts.length })}
      </Text>
      {found.slice(0, SHOWN).map(({ id, text, marks: at }) => (
        <Card key={id} withBorder padding="xs">
          <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
            {excerpt(text, at).map((piece) => (
              <Fragment key={piece.at}>{piece.isMarked ? <Marked>{piece.text}</Marked> : piece.text}</Fragment>
            ))}
          </Text>
        </Card>
      ))}
      {found.length > SHOWN && (
        <Text size="sm" c="dimmed">
          {t('andMore', { count: found.length - SHOWN })}
        </Text>
      )}
    </Stack>
  );
}

/** The rule with the place from which on it can't be read. */
function RuleMistake({ rule, problem: { position, detail } }: { rule: string; problem: ApiProblem }) {
  const { t } = useTranslation('queries');
  const at = position ?? 0;
  return (
    <Alert color="red" variant="light" title={t('mistakeAt', { position: at + 1 })} role="status">
      <Code block>
        {rule.slice(0, at)}
        <Marked color="red">{rule.slice(at) || '⌄'}</Marked>
      </Code>
      <Text size="xs" mt={6} lang="en">
        {detail}
      </Text>
    </Alert>
  );
}
