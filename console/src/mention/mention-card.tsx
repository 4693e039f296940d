import { Anchor, Button, Group, Paper, Text } from '@mantine/core';
import { ExternalLinkIcon } from '@radix-ui/react-icons';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mention } from '../api/types.ts';
import { useFormat } from '../i18n/use-format.ts';
import { safeUrl } from '../ui/safe-url.ts';
import classes from './mention-card.module.css';
import { MentionLabels } from './mention-labels.tsx';

// Comes when somebody wants it.
const PlainReading = lazy(async () => ({ default: (await import('./plain-reading.tsx')).PlainReading }));

/** One mention: the words as written, always as text; what was made of them and why; the way to the original. */
export function MentionCard({ mention, linksTicket = false }: { mention: Mention; linksTicket?: boolean }) {
  const { t } = useTranslation('mentions');
  const format = useFormat();
  const [isPlain, setPlain] = useState(false);
  const url = safeUrl(mention.url);
  const { title, text, author, source, publishedAt, collectedAt, ticketNumber, analysis } = mention;
  return (
    <Paper component="article" withBorder p="md" className={classes.card}>
      <Group justify="space-between" gap="xs" mb={6}>
        <Text size="sm">
          <b>{author.name ?? t('noAuthor')}</b>{' '}
          <Text span size="sm" c="dimmed">
            {source.name} · {format.dateTime(publishedAt ?? collectedAt)}
          </Text>
        </Text>
        <Group gap="md">
          {url !== null && (
            <Anchor href={url} target="_blank" rel="noopener noreferrer nofollow" size="sm">
              {t('original')} <ExternalLinkIcon className={classes.icon} aria-hidden />
            </Anchor>
          )}
          {linksTicket && ticketNumber !== null && (
            <Anchor component={Link} to={`/inbox/${ticketNumber}`} size="sm">
              {t('ticket', { number: ticketNumber })}
            </Anchor>
          )}
        </Group>
      </Group>
      {title !== null && (
        <Text fw={600} size="sm">
          {title}
        </Text>
      )}
      <Text className={classes.text}>
        {isPlain ? (
          <Suspense fallback={text}>
            <PlainReading text={text} />
          </Suspense>
        ) : (
          text
        )}
      </Text>
      {analysis?.language === 'vi' && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          ml={-8}
          fw={400}
          aria-pressed={isPlain}
          onClick={() => setPlain(!isPlain)}
        >
          {t(isPlain ? 'asWritten' : 'readPlainly')}
        </Button>
      )}
      <MentionLabels mention={mention} />
    </Paper>
  );
}
