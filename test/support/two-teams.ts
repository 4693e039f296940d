import { expect } from 'vitest';
import type { Role } from '../../src/domain/person.ts';
import { addAttachment } from '../../src/storage/attachments.ts';
import { insertCapture } from '../../src/storage/captures.ts';
import { addCsatRequest, rate } from '../../src/storage/csat.ts';
import { askErasure } from '../../src/storage/erasure-requests.ts';
import { proposeMatches } from '../../src/storage/matches.ts';
import { addReviews } from '../../src/storage/quality-sampling.ts';
import { createTeam } from '../../src/storage/teams.ts';
import { API_NOW, type TestApi } from './api.ts';
import type { TestRecords } from './databases.ts';

/** Everything that a team has one of, by the collection in the paths of the API. */
export interface TeamThings {
  team: string;
  source: string;
  agent: string;
  /** What stands in a path for `/api/<collection>/{…}`. */
  byCollection: Record<string, string>;
}

/** Two teams beside each other, each with a source, people, a ticket with all that belongs to one, and words of its own. */
export interface TwoTeams {
  ours: TeamThings;
  theirs: TeamThings;
  /** Sessions of our team's people; none may see anything of the other team's. */
  viewers: Record<string, { role: Role; session: string }>;
  /** More of the other team: nothing of it may change what our people are answered. */
  addToTheirs(): Promise<void>;
}

/** A word that stands in every text of the other team. */
export const THEIR_WORD = 'bravo';

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects to be there
type Body = any;

export async function twoTeams({ db }: TestRecords, api: TestApi): Promise<TwoTeams> {
  const must = async (method: string, path: string, body?: unknown, as = 'administrator'): Promise<Body> => {
    const answer = await api.ask(method, path, { as, body });
    expect(answer.status, `${method} ${path}: ${answer.text}`).toBeLessThan(300);
    return answer.body;
  };
  const root = (await createTeam(db, { name: 'Root', parent: null })).id;

  /** A mention of the team's source with a ticket, labels, a reply and a note. */
  const complaint = async (
    source: string,
    word: string,
    number: number,
  ): Promise<{ mention: string; ticket: string }> => {
    const text = `Mạng ${word} chậm quá ${number}`;
    const author = { id: `${word}-${number}`, name: `Khách ${word}` };
    const publishedAt = '2026-03-04T08:00:00+07:00';
    await must('POST', '/api/mentions', { source, externalId: `${word}-${number}`, text, author, publishedAt });
    const { items } = await must('GET', `/api/mentions?source=${source}&limit=200`);
    const mention = items.find((each: Body) => each.text === text).id;
    const ticket = String((await must('POST', `/api/mentions/${mention}/ticket`)).number);
    await must('POST', `/api/mentions/${mention}/correction`, {
      sentiment: 'negative',
      complaint: true,
      topics: ['network'],
    });
    for (const kind of ['reply', 'note'])
      await must('POST', `/api/tickets/${ticket}/messages`, { kind, text: `${kind} ${word} ${number}` });
    return { mention, ticket };
  };

  /** A reply that waits for an approval. */
  const hold = async (team: string, ticket: string, word: string): Promise<string> => {
    await must('PUT', `/api/teams/${team}/approval`, { levels: 1 });
    const shown = await must('POST', `/api/tickets/${ticket}/messages`, { kind: 'reply', text: `Waits ${word}` });
    await must('PUT', `/api/teams/${team}/approval`, { levels: 0 });
    return shown.heldReplies.at(-1).id;
  };

  /** The page of a mention, as somebody captured it. */
  const capture = async (mentionId: string, word: string): Promise<string> => {
    const by = { userId: null, name: word };
    const page = { url: null, pageUrl: null, html: `<p>${word}</p>`, screenshot: new Uint8Array([1]), problem: null };
    return (await insertCapture(db, { mentionId, by, ...page }, API_NOW)).id;
  };

  /** A file that came with a mention. */
  const attach = async (id: string, word: string): Promise<string> => {
    const file = {
      name: `${word}.txt`,
      state: 'ready',
      mediaType: 'text/plain',
      mention: { id, position: 0 },
    } as const;
    return (await addAttachment(db, file, Buffer.from(word), API_NOW)) ?? '';
  };

  const brand = { brand: 'Desk', emailChannel: '00000000-0000-4000-8000-000000000000' };
  const portal = (await must('POST', '/api/channels', { kind: 'selfcare', name: 'Portal', settings: brand })).id;

  await must('POST', '/api/scorecards', { name: 'Desk', criteria: [{ key: 'tone', name: 'Tone' }] });
  const reviewer = (await api.person('reviewer', 'manager')).session;

  /** A review of the agent's work that is made, and what the customer said of it. */
  const review = async (team: string, agent: string, ticket: string, word: string): Promise<string> => {
    const number = Number(ticket);
    await addReviews(db, [{ number, team, agent, reason: 'random' }], API_NOW);
    const id: string = (await must('GET', `/api/quality-reviews?ticket=${ticket}`)).items[0].id;
    await must('POST', `/api/quality-reviews/${id}/take`, undefined, reviewer);
    const verdict = { answers: [{ criterion: 'tone', points: 1, comment: word }], comment: word };
    await must('POST', `/api/quality-reviews/${id}/submit`, verdict, reviewer);
    await must('POST', `/api/quality-reviews/${id}/coaching`, { text: word }, reviewer);
    const token = word + ticket;
    const expiresAt = new Date(API_NOW.getTime() + 3_600_000);
    await addCsatRequest(db, { number, team, agent, channel: word }, { token, expiresAt }, API_NOW);
    await rate(db, token, { rating: 2, comment: word }, API_NOW);
    return id;
  };

  const customerOf = async (ticket: string): Promise<string> =>
    (await must('GET', `/api/tickets/${ticket}`)).customer.id;

  /** The customer may be one person with that of another ticket of the same team. */
  const match = async (customer: string, source: string, word: string): Promise<string> => {
    const other = await customerOf((await complaint(source, word, 100)).ticket);
    const [first = '', second = ''] = [customer, other].sort();
    await proposeMatches(db, [{ first, second, confidence: 0.8, evidence: [] }], API_NOW);
    const { items } = await must('GET', `/api/customer-matches?customer=${customer}`);
    return items[0].id;
  };

  const furnish = async (word: string): Promise<TeamThings> => {
    const team = (await createTeam(db, { name: `Team ${word}`, parent: root })).id;
    const source = (await must('POST', '/api/sources', { kind: 'import', name: `Import ${word}`, team })).id;
    const { id: agent, session } = await api.person(word, 'agent', team);
    await must('PUT', '/api/presence', { status: 'online' }, session);
    const { mention, ticket } = await complaint(source, word, 0);
    await must('POST', `/api/tickets/${ticket}/assign`, { assignee: agent });
    await must('PUT', `/api/tickets/${ticket}/onlookers`, { doing: 'answering' }, session);
    const { customer, messages } = await must('GET', `/api/tickets/${ticket}`);
    const incident = await must('POST', '/api/incidents', {
      title: `Sự cố ${word}`,
      topic: null,
      tickets: [Number(ticket)],
    });
    const announced = await must('POST', `/api/incidents/${incident.id}/broadcast`, { text: `Xin lỗi ${word}` });
    const reviewed = await review(team, agent, ticket, word);
    const canned = { title: word, shortcut: word, text: `Chào ${word}`, team };
    const cannedReply = (await must('POST', '/api/canned-replies', canned)).id;
    const macro = (await must('POST', '/api/macros', { name: word, acts: [{ do: 'tag', tag: word }], team })).id;
    const article = (await must('POST', '/api/articles', { question: `Mạng ${word} chậm`, answer: word, team })).id;
    await must('POST', `/api/articles/${article}/approve`, { version: 1 });
    await must('POST', `/api/tickets/${ticket}/messages`, { kind: 'note', text: word, mentions: [agent] });
    const byCollection = {
      'canned-replies': cannedReply,
      macros: macro,
      articles: article,
      'quality-reviews': reviewed,
      teams: team,
      sources: source,
      agents: agent,
      mentions: mention,
      tickets: ticket,
      customers: customer.id,
      messages: messages[0].id,
      incidents: incident.id,
      broadcasts: announced.broadcasts[0].id,
      approvals: await hold(team, ticket, word),
      captures: await capture(mention, word),
      attachments: await attach(mention, word),
      'erasure-requests': await askErasure(db, { channelId: portal, identity: `email/${word}@example.vn` }, API_NOW),
      'customer-matches': await match(customer.id, source, word),
    };
    return { team, source, agent, byCollection };
  };

  const ours = await furnish('alpha');
  const theirs = await furnish(THEIR_WORD);
  const viewers: TwoTeams['viewers'] = {};
  for (const [name, role, reach] of [
    ['manager', 'manager', null],
    ['agent', 'agent', null],
    ['own', 'agent', 'own'],
    ['marketing', 'marketing', null],
  ] as const) {
    const { id, session } = await api.person(`viewer-${name}`, role, ours.team);
    if (reach !== null) await must('PATCH', `/api/agents/${id}`, { reach });
    viewers[name] = { role, session };
  }
  let more = 0;
  return {
    ours,
    theirs,
    viewers,
    async addToTheirs() {
      more += 1;
      const { ticket } = await complaint(theirs.source, THEIR_WORD, more);
      await review(theirs.team, theirs.agent, ticket, THEIR_WORD);
      const { session } = await api.person(`${THEIR_WORD}-more`, 'agent', theirs.team);
      await must('PUT', '/api/presence', { status: 'online' }, session);
      await capture(theirs.byCollection.mentions ?? '', THEIR_WORD);
      await hold(theirs.team, theirs.byCollection.tickets ?? '', THEIR_WORD);
      await must('POST', '/api/sources', { kind: 'import', name: `More ${THEIR_WORD} ${more}`, team: theirs.team });
      await must('POST', `/api/tickets/${theirs.byCollection.tickets}/messages`, { kind: 'note', text: THEIR_WORD });
    },
  };
}
