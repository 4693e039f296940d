import { useTranslation } from 'react-i18next';
import type { Priority, Sentiment, TicketStatus } from '../api/types.ts';
import classes from './labels.module.css';

/** What a label is about; each tone keeps enough contrast in light and dark. */
export type Tone = 'neutral' | 'good' | 'bad' | 'warning' | 'info' | 'brand';

/** A few words on a ground of a colour; the words say it all, the colour only helps to find it. */
export function Label({ tone, text, title }: { tone: Tone; text: string; title?: string }) {
  return (
    <span className={classes.label} data-tone={tone} title={title}>
      {text}
    </span>
  );
}

const STATUS_TONES: Record<TicketStatus, Tone> = {
  new: 'info',
  open: 'brand',
  pending: 'warning',
  resolved: 'good',
  closed: 'neutral',
};

export function StatusLabel({ status }: { status: TicketStatus }) {
  const { t } = useTranslation('labels');
  return <Label tone={STATUS_TONES[status]} text={t(`status.${status}`)} />;
}

const PRIORITY_TONES: Record<Priority, Tone> = { urgent: 'bad', high: 'warning', normal: 'neutral', low: 'neutral' };

export function PriorityLabel({ priority }: { priority: Priority }) {
  const { t } = useTranslation('labels');
  return <Label tone={PRIORITY_TONES[priority]} text={t(`priority.${priority}`)} />;
}

const SENTIMENT_TONES: Record<Sentiment, Tone> = { negative: 'bad', neutral: 'neutral', positive: 'good' };

export function SentimentLabel({ sentiment }: { sentiment: Sentiment }) {
  const { t } = useTranslation('labels');
  return <Label tone={SENTIMENT_TONES[sentiment]} text={t(`sentiment.${sentiment}`)} />;
}
