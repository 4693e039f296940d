import { change, count, each, groups, latest, median, overTime, percentile, share, top } from './columns.mjs';
import { mentions, tickets } from './data-views.mjs';

/** What each dashboard shows. `node make.mjs` turns this into the files that Kibana imports. */

const green = '#2f9e6e';
const grey = '#98a2b3';
const red = '#cc4b37';
const blue = '#3d7cc9';
const orange = '#dd8a2e';

/** What the product's own figures leave out, too. */
const counted = 'not spam : true and not language : other';
const complaint = 'complaint : true';
const open = 'not status : (resolved or closed)';
/** Tickets that are open may have been opened long ago: these panels look back further than the others. */
const ever = 'now-10y';

const bySentiment = () => [
  count('Negative', { only: 'sentiment : negative', color: red }),
  count('Neutral', { only: 'sentiment : neutral', color: grey }),
  count('Positive', { only: 'sentiment : positive', color: green }),
];

/** @type {import('./saved-objects.mjs').Dashboard} */
const sentiment = {
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

/** @type {import('./saved-objects.mjs').Dashboard} */
const complaints = {
  file: 'complaints.ndjson',
  id: 'langnghe-complaints',
  title: 'Lắng nghe: Complaints',
  description: 'What people complain about, where and when, and how pressing it is. For managers.',
  dataView: mentions,
  query: counted,
  timeFrom: 'now-30d',
  controls: [
    ['source.name', 'Source'],
    ['topics', 'Topic'],
    ['urgency', 'Urgency'],
    ['language', 'Language'],
  ],
  panels: [
    {
      kind: 'text',
      title: 'Introduction',
      markdown: `### What people complain about
Mentions that were taken for a **complaint**, by the time at which they were published. Spam, and languages that are not
analysed, are left out by the query in the search bar. The heat map is in the team's time zone, all else in your browser's.`,
    },
    {
      kind: 'number',
      title: 'Complaints',
      question: 'How many, and more than in the span before?',
      only: complaint,
      values: [count('Complaints'), change('Against the span before')],
    },
    {
      kind: 'number',
      title: 'Share of complaints',
      question: 'Which share of all mentions is a complaint?',
      values: [share('Of all mentions', { of: complaint })],
    },
    {
      kind: 'number',
      title: 'Pressing complaints',
      question: 'How many are of high or critical urgency?',
      only: complaint,
      values: [count('High or critical', { only: 'urgency : (high or critical)', color: red })],
    },
    {
      kind: 'number',
      title: 'Taken up',
      question: 'Which share of the complaints has a ticket?',
      only: complaint,
      values: [share('With a ticket', { of: 'ticketNumber : *' })],
    },
    {
      kind: 'bar',
      title: 'Complaints by topic over time',
      question: 'What do people complain about, and since when? A complaint about two topics counts in both.',
      only: complaint,
      buckets: [overTime(), top('topics', 'Topic', 8)],
      values: [count('Complaints')],
      size: [48, 12],
    },
    {
      kind: 'rows',
      title: 'Complaints by source',
      question: 'Where do people complain, and how pressing is it there?',
      only: complaint,
      buckets: [top('source.name', 'Source', 15)],
      values: [
        count('Critical', { only: 'urgency : critical', color: red }),
        count('High', { only: 'urgency : high', color: orange }),
        count('Normal', { only: 'urgency : normal', color: blue }),
        count('Low', { only: 'urgency : low', color: grey }),
      ],
    },
    {
      kind: 'heatmap',
      title: 'When people complain',
      question: 'At which hours of which days, in the time zone of the team? Shows when the desk has to be staffed.',
      only: complaint,
      buckets: [each('localWeekday', 'Weekday', 7), each('localHour', 'Hour', 24)],
      values: [count('Complaints')],
    },
    {
      kind: 'donut',
      title: 'Urgency',
      question: 'How pressing are the complaints?',
      only: complaint,
      buckets: [
        groups('Urgency', {
          Critical: 'urgency : critical',
          High: 'urgency : high',
          Normal: 'urgency : normal',
          Low: 'urgency : low',
        }),
      ],
      values: [count('Complaints')],
      size: [16, 13],
    },
    {
      kind: 'table',
      title: 'Threads with most complaints',
      question: 'Which discussions need an answer first? The link is the newest complaint there.',
      only: `${complaint} and threadId : *`,
      buckets: [top('threadId', 'Thread', 20)],
      values: [
        count('Complaints'),
        count('High or critical', { only: 'urgency : (high or critical)' }),
        count('With a ticket', { only: 'ticketNumber : *' }),
        latest('Source', 'source.name'),
        latest('Newest complaint', 'url'),
      ],
      size: [32, 13],
    },
    {
      kind: 'documents',
      id: 'langnghe-complaints-newest',
      title: 'Newest complaints',
      question: 'What exactly do people complain about? With the ticket, if there is one, and a link to each.',
      only: complaint,
      columns: ['source.name', 'topics', 'urgency', 'text', 'ticketNumber', 'url'],
      sort: ['@timestamp', 'desc'],
    },
  ],
};

/** @type {import('./saved-objects.mjs').Dashboard} */
const service = {
  file: 'service.ndjson',
  id: 'langnghe-service',
  title: 'Lắng nghe: Service',
  description: 'How fast customers are answered and helped, against the agreed times, and what waits. For managers.',
  dataView: tickets,
  query: '',
  timeFrom: 'now-30d',
  controls: [
    ['team.name', 'Team'],
    ['priority', 'Priority'],
    ['channel', 'Channel'],
    ['topic', 'Topic'],
  ],
  panels: [
    {
      kind: 'text',
      title: 'Introduction',
      markdown: `### How well customers are served
Tickets by the time at which they were **opened**. Times are those of the clock, nights and Sundays included. "In time" counts
tickets that were answered or solved before they were due, among those that were answered, solved or are late by now. What
is open or overdue is counted however long ago it was opened.`,
    },
    {
      kind: 'number',
      title: 'Tickets opened',
      question: 'How many, and more than in the span before?',
      values: [count('Opened'), change('Against the span before')],
    },
    {
      kind: 'number',
      title: 'First response in time',
      question: 'Which share had its first response before it was due?',
      values: [share('In time', { of: 'firstResponseInTime : true', among: 'firstResponseInTime : *' })],
    },
    {
      kind: 'number',
      title: 'Resolution in time',
      question: 'Which share was solved before it was due?',
      values: [share('In time', { of: 'resolutionInTime : true', among: 'resolutionInTime : *' })],
    },
    {
      kind: 'number',
      title: 'Open and overdue',
      question: 'How many wait for a solution that was due already, of how many that are open?',
      only: open,
      values: [count('Overdue', { only: 'resolutionInTime : false' }), count('Open')],
      span: ever,
    },
    {
      kind: 'line',
      title: 'Time to the first response',
      question: 'How long do customers wait for an answer: half of them at most, and nine in ten at most?',
      buckets: [overTime()],
      values: [median('Median', 'firstResponseMinutes'), percentile('90 %', 'firstResponseMinutes', 90)],
    },
    {
      kind: 'line',
      title: 'Time to resolution',
      question: 'How long do customers wait for a solution: half of them at most, and nine in ten at most?',
      buckets: [overTime()],
      values: [median('Median', 'resolutionMinutes'), percentile('90 %', 'resolutionMinutes', 90)],
    },
    {
      kind: 'line',
      title: 'Share in time',
      question: 'Are we getting better at keeping the agreed times?',
      buckets: [overTime()],
      values: [
        share('First response', {
          of: 'firstResponseInTime : true',
          among: 'firstResponseInTime : *',
          color: blue,
        }),
        share('Resolution', { of: 'resolutionInTime : true', among: 'resolutionInTime : *', color: green }),
      ],
    },
    {
      kind: 'rows',
      title: 'Backlog by team',
      question: 'Who has how much to do, and in which state is it?',
      only: open,
      buckets: [top('team.name', 'Team', 15), top('status', 'Status', 5)],
      values: [count('Open tickets')],
      span: ever,
    },
    {
      kind: 'table',
      title: 'By priority',
      question: 'Are the pressing tickets the fast ones?',
      buckets: [top('priority', 'Priority', 4)],
      values: [
        count('Tickets'),
        median('First response, median', 'firstResponseMinutes'),
        median('Resolution, median', 'resolutionMinutes'),
        share('Resolved in time', { of: 'resolutionInTime : true', among: 'resolutionInTime : *' }),
      ],
    },
    {
      kind: 'rows',
      title: 'Tickets by topic',
      question: 'What do customers need help with, and is it solved in time?',
      buckets: [top('topic', 'Topic', 15)],
      values: [
        count('Late', { only: 'resolutionInTime : false', color: red }),
        count('Waiting, not yet due', { only: 'not resolutionInTime : *', color: grey }),
        count('In time', { only: 'resolutionInTime : true', color: green }),
      ],
    },
    {
      kind: 'documents',
      id: 'langnghe-tickets-oldest',
      title: 'Oldest open tickets',
      question: 'Who has waited longest?',
      only: open,
      columns: ['number', 'priority', 'status', 'team.name', 'assignee', 'topic', 'resolutionDueAt'],
      sort: ['@timestamp', 'asc'],
      span: ever,
    },
  ],
};

export const dashboards = [sentiment, complaints, service];
