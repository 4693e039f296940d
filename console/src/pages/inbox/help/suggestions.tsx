import { ActionIcon, Anchor, Group, Stack, Text, Tooltip } from '@mantine/core';
import { PlusIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../api/types.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { notifyProblem } from '../../../ui/notify.ts';
import { Section } from '../ticket/section.tsx';
import { renderReply, suggestionsQuery, takeArticle } from './help-queries.ts';
import { withoutVariables } from './insert.ts';
import { insertIntoReply } from './insertions.ts';

/** What may help to answer: texts at hand, approved answers, and how the like was solved before. */
export function Suggestions({ ticket: { number } }: { ticket: TicketDetail }) {
  const { t } = useTranslation('answers');
  const format = useFormat();
  const { data } = useQuery(suggestionsQuery(number));
  const insert = (text: Promise<string>) =>
    void text.then((words) => void insertIntoReply(number, words), notifyProblem);
  if (data === undefined || data.cannedReplies.length + data.articles.length + data.tickets.length === 0) return null;
  return (
    <Section title={t('suggested')}>
      <Stack gap={10}>
        {data.cannedReplies.map(({ id, title, shortcut, text }) => (
          <Suggestion
            key={id}
            title={title}
            about={`/${shortcut}`}
            text={withoutVariables(text)}
            onInsert={() => insert(renderReply(id, number))}
          />
        ))}
        {data.articles.map((article) => (
          <Suggestion
            key={article.id}
            title={article.question}
            about={t('article')}
            text={article.answer}
            onInsert={() => insert(takeArticle(article))}
          />
        ))}
        {data.tickets.map((solved) => (
          <Suggestion
            key={solved.number}
            title={
              <Anchor component={Link} to={`/inbox/${solved.number}`} size="xs" fw={500} lineClamp={2}>
                {`#${solved.number} ${solved.subject}`}
              </Anchor>
            }
            about={t('solvedOn', { date: format.date(solved.resolvedAt) })}
            text={solved.answer}
          />
        ))}
      </Stack>
    </Section>
  );
}

interface SuggestionProps {
  title: ReactNode;
  about: string;
  text: string;
  onInsert?: () => void;
}

function Suggestion({ title, about, text, onInsert }: SuggestionProps) {
  const { t } = useTranslation('answers');
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <div style={{ flex: 1, minWidth: 0 }}>
        {typeof title === 'string' ? (
          <Text size="xs" fw={500} lineClamp={2}>
            {title}
          </Text>
        ) : (
          title
        )}
        <Text size="xs" c="dimmed">
          {about}
        </Text>
        <Text size="xs" lineClamp={3}>
          {text}
        </Text>
      </div>
      {onInsert && (
        <Tooltip label={t('insert')}>
          <ActionIcon
            size="sm"
            variant="default"
            aria-label={t('insertNamed', { name: String(title) })}
            onClick={onInsert}
          >
            <PlusIcon />
          </ActionIcon>
        </Tooltip>
      )}
    </Group>
  );
}
