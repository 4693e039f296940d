import { blue, grey, orange, red } from './colours.mjs';
import { change, count, each, groups, latest, overTime, share, top } from './columns.mjs';
import { counted, mentions } from './data-views.mjs';

const complaint = 'complaint : true';

/** @type {import('./saved-objects.mjs').Dashboard} */
export const complaints = {
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
    ['provinces', 'Province'],
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
      kind: 'rows',
      title: 'Complaints by province',
      question: 'Where do those live who name a place? Provinces as they are since July 2025.',
      only: complaint,
      buckets: [top('provinces', 'Province', 34)],
      values: [count('Complaints'), count('High or critical', { only: 'urgency : (high or critical)', color: red })],
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
      size: [24, 13],
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
      size: [48, 13],
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
