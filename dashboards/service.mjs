import { blue, green, grey, red } from './colours.mjs';
import { change, count, median, overTime, percentile, share, top } from './columns.mjs';
import { tickets } from './data-views.mjs';

const open = 'not status : (resolved or closed)';
/** Tickets that are open may have been opened long ago: these panels look back further than the others. */
const ever = 'now-10y';

/** @type {import('./saved-objects.mjs').Dashboard} */
export const service = {
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
