import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyLine } from '../../ui/copy-line.tsx';
import type { ChannelKind } from './channel-queries.ts';
import classes from './channels.module.css';

/** How a kind is set up: a language file for each kind, `guide-<kind>.json`. */
interface Guide {
  /** What is needed before one begins. */
  before: string;
  /** In the other system and here, in this order. */
  steps: string[];
  /** How one sees that it works. */
  test: string;
}

interface ChannelGuideProps {
  kind: ChannelKind;
  /** What the other side is told; null: it needs none; undefined: there is none before the channel is saved. */
  webhook: string | null | undefined;
  /** What is put into a page of one's own: of the web chat. */
  snippet?: string;
}

/** What to do in the other system, step by step, with the addresses that it asks for. */
export function ChannelGuide({ kind: { kind, summary }, webhook, snippet }: ChannelGuideProps) {
  const { t } = useTranslation('channels');
  const guide = useGuide(kind);
  if (guide === null)
    return (
      <Text size="sm" lang="en">
        {summary}
      </Text>
    );
  return (
    <section className={classes.guide} aria-label={t('guide.title')}>
      <Title order={3} size="h5">
        {t('guide.title')}
      </Title>
      <Text size="sm">{guide.before}</Text>
      <ol>
        {guide.steps.map((step) => (
          <li key={step}>
            <Text size="sm" component="span">
              {step}
            </Text>
          </li>
        ))}
      </ol>
      {typeof webhook === 'string' && <CopyLine label={t('guide.webhook')} text={webhook} />}
      {typeof webhook === 'string' && !webhook.startsWith('https:') && (
        <Text size="xs" c="red" my={4}>
          {t('guide.noPublicUrl')}
        </Text>
      )}
      {webhook === undefined && (
        <Text size="sm" c="dimmed">
          {t('guide.afterSaving')}
        </Text>
      )}
      {snippet !== undefined && <CopyLine label={t('guide.snippet')} text={snippet} />}
      <Text size="sm" mt={6}>
        <strong>{t('guide.test')}</strong> {guide.test}
      </Text>
    </section>
  );
}

/** Null where a kind has none. */
function useGuide(kind: string): Guide | null {
  const { t, i18n } = useTranslation(`guide-${kind}` as 'channels');
  if (!i18n.exists(`guide-${kind}:before`)) return null;
  const text = t as unknown as (key: string, options?: { returnObjects: true }) => unknown;
  return {
    before: String(text('before')),
    steps: text('steps', { returnObjects: true }) as string[],
    test: String(text('test')),
  };
}
