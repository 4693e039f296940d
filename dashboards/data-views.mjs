/** The two indices as Kibana shows them: the names of their fields and how values are written. */

const number = (/** @type {string} */ pattern) => ({ id: 'number', params: { pattern } });
const minutes = {
  id: 'duration',
  params: { inputFormat: 'minutes', outputFormat: 'humanizePrecise', outputPrecision: 1, useShortSuffix: true },
};
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const weekday = {
  id: 'static_lookup',
  params: { lookupEntries: days.map((value, at) => ({ key: String(at + 1), value })), unknownKeyValue: null },
};

/** What the product's own figures of mentions leave out, too. */
export const counted = 'not spam : true and not language : other';

/** @type {import('./saved-objects.mjs').DataView} */
export const mentions = {
  id: 'langnghe-mentions',
  title: 'langnghe-mentions',
  name: 'Lắng nghe: mentions',
  labels: {
    '@timestamp': 'Published',
    collectedAt: 'Collected',
    localHour: 'Hour of the day',
    localWeekday: 'Weekday',
    'source.name': 'Source',
    'source.kind': 'Kind of source',
    complaintScore: 'Probability of a complaint',
    url: 'Link',
    threadId: 'Thread',
    ticketNumber: 'Ticket',
    copyOf: 'Copy of',
    brandOpinions: 'Brand and opinion',
  },
  formats: {
    url: { id: 'url', params: { type: 'a', openLinkInCurrentTab: false } },
    localWeekday: weekday,
    localHour: number('00'),
    ticketNumber: number('0'),
    complaintScore: number('0%'),
  },
  // Words cut for the search: no use to read, and as long as the text again.
  hidden: ['words.*'],
};

/** @type {import('./saved-objects.mjs').DataView} */
export const tickets = {
  id: 'langnghe-tickets',
  title: 'langnghe-tickets',
  name: 'Lắng nghe: tickets',
  labels: {
    '@timestamp': 'Opened',
    number: 'Ticket',
    'team.name': 'Team',
    firstResponseDueAt: 'First response due',
    resolutionDueAt: 'Resolution due',
    firstRespondedAt: 'First response',
    resolvedAt: 'Resolved',
    firstResponseMinutes: 'Time to the first response',
    resolutionMinutes: 'Time to resolution',
    firstResponseInTime: 'First response in time',
    resolutionInTime: 'Resolution in time',
  },
  formats: { number: number('0'), firstResponseMinutes: minutes, resolutionMinutes: minutes },
  hidden: [],
};
