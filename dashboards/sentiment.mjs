import { green, grey, red } from './colours.mjs';
import { change, count, latest, overTime, share, top } from './columns.mjs';
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
    ['products', 'Product'],
    ['brands', 'Brand'],
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
      question: 'Which brands are named, and how often? A mention that names two counts for both.',
      buckets: [top('brands', 'Brand', 8)],
      values: [count('Mentions')],
    },
    {
      kind: 'area',
      title: 'Share of voice over time',
      question: 'When was which brand named?',
      buckets: [overTime(), top('brands', 'Brand', 6)],
      values: [count('Mentions')],
    },
    {
      kind: 'rows',
      title: 'Sentiment towards brands',
      question:
        'What is thought of each brand where it is named? In a comparison one may be praised and the other blamed.',
      buckets: [top('brandOpinions', 'Brand and opinion', 18)],
      values: [count('Mentions')],
    },
    {
      kind: 'rows',
      title: 'Sentiment by product',
      question: 'Which products and data packages are talked about, and in which mood?',
      buckets: [top('products', 'Product', 15)],
      values: bySentiment(),
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
