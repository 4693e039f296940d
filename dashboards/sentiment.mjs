import { blue, green, grey, red } from './colours.mjs';
import { change, count, groups, latest, overTime, share, top } from './columns.mjs';
import { counted, mentions } from './data-views.mjs';

const bySentiment = () => [
  count('Negative', { only: 'sentiment : negative', color: red }),
  count('Neutral', { only: 'sentiment : neutral', color: grey }),
  count('Positive', { only: 'sentiment : positive', color: green }),
];

/** @type {import('./saved-objects.mjs').Dashboard} */
export const sentiment = {
  file: 'sentiment.ndjson',
  id: 'langnghe-sentiment',
  title: 'Lắng nghe: Sentiment',
  description: 'What people say about us, where, and in which mood. For marketing.',
  dataView: mentions,
  query: counted,
  timeFrom: 'now-30d',
  controls: [
    ['source.name', 'Source'],
    ['topics', 'Topic'],
    ['language', 'Language'],
    ['sentiment', 'Sentiment'],
  ],
  panels: [
    {
      kind: 'text',
      title: 'Introduction',
      markdown: `### What people say
Posts, comments and reviews by the time at which they were **published**. Spam, and languages that are not analysed, are left
out by the query in the search bar. A mention of two topics counts in both. Pick sources, topics, languages or moods above;
click any part of a chart to narrow the rest to it.`,
    },
    {
      kind: 'number',
      title: 'Mentions',
      question: 'How much is said, and is it more than in the span before?',
      values: [count('Mentions'), change('Against the span before')],
    },
    {
      kind: 'number',
      title: 'Share negative',
      question: 'Which share of the mentions is negative?',
      values: [share('Negative', { of: 'sentiment : negative' })],
    },
    {
      kind: 'number',
      title: 'Share positive',
      question: 'Which share of the mentions is positive?',
      values: [share('Positive', { of: 'sentiment : positive' })],
    },
    {
      kind: 'number',
      title: 'A competitor is named',
      question: 'Which share of the mentions has the topic "competitor"?',
      values: [share('Name a competitor', { of: 'topics : competitor' })],
    },
    {
      kind: 'area',
      title: 'Sentiment over time',
      question: 'When was it said, and in which mood?',
      buckets: [overTime()],
      values: bySentiment(),
      size: [48, 12],
    },
    {
      kind: 'rows',
      title: 'Sentiment by source',
      question: 'Where is it said?',
      buckets: [top('source.name', 'Source', 15)],
      values: bySentiment(),
    },
    {
      kind: 'rows',
      title: 'Sentiment by topic',
      question: 'What is it about? A mention of two topics counts in both.',
      buckets: [top('topics', 'Topic', 15)],
      values: bySentiment(),
    },
    {
      kind: 'donut',
      title: 'Share of voice',
      question:
        'Are we talked about alone, or with others? Counts mentions that have the topic "competitor" (another operator is named) and those that have not.',
      buckets: [groups('Named', { 'A competitor': 'topics : competitor', 'We alone': 'not topics : competitor' })],
      values: [count('Mentions')],
    },
    {
      kind: 'line',
      title: 'Share of voice over time',
      question: 'Which share of the mentions names a competitor, and which of the negative ones?',
      buckets: [overTime()],
      values: [
        share('Of all', { of: 'topics : competitor', color: blue }),
        share('Of the negative', {
          of: 'topics : competitor and sentiment : negative',
          among: 'sentiment : negative',
          color: red,
        }),
      ],
    },
    {
      kind: 'table',
      title: 'Most discussed threads',
      question: 'Which threads have the most mentions? The link is the newest of them.',
      only: 'threadId : *',
      buckets: [top('threadId', 'Thread', 20)],
      values: [
        count('Mentions'),
        count('Negative', { only: 'sentiment : negative' }),
        latest('Source', 'source.name'),
        latest('Newest mention', 'url'),
      ],
      size: [48, 13],
    },
    {
      kind: 'documents',
      id: 'langnghe-mentions-newest',
      title: 'Newest mentions',
      question: 'What exactly is said? With a link to each.',
      columns: ['source.name', 'sentiment', 'topics', 'title', 'text', 'url'],
      sort: ['@timestamp', 'desc'],
    },
  ],
};
