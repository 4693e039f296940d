import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { may, type Permission } from '../../src/care/access.ts';
import { type Answer, openApi, type TestApi } from '../support/api.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';
import { allRows } from '../support/full-records.ts';
import { THEIR_WORD, type TwoTeams, twoTeams } from '../support/two-teams.ts';

/**
 * Every operation of the OpenAPI document, asked by people of one team, with what belongs to them and with what belongs to
 * the team beside theirs. A new route is in it by itself; where it needs something of a new kind to be asked for, the test
 * says so.
 */

/** What everybody with the right sees of all teams, and why. */
const SHARED: Record<string, string> = {
  listTeams: 'tickets are handed over to any team: their names are known to the whole desk',
  followLive: 'begins with its place in the feed, which is nobody’s; live.test.ts says who is sent what',
  ready: 'how many posts wait for the program, which is nobody’s',
  openapi: 'the document itself',
  verifyPageWebhook: 'called by Facebook, which proves itself by the source’s own token',
  checkWebhook: 'called by the other side of a channel, which proves itself by the channel’s own secrets',
  receiveWebhook: 'the same; answers nothing',
  receivePageWebhook: 'called by Facebook, which signs with the app’s secret; answers nothing',
  csatPage: 'opened with a link that only the customer has; shows nothing of the ticket',
  rateTicket: 'sent with a link that only the customer has; answers nothing of the ticket',
};

/** What visitors of a web chat ask: each has a word that opens their own chat alone; chat.test.ts says so. */
for (const asked of [
  ...['chatWidget', 'chatAsset', 'chatConfig', 'chatFrame', 'chatDemo', 'resumeChat', 'beginChat', 'listChatMessages'],
  ...['sendChatMessage', 'chatTyping', 'chatSeen', 'rateChat', 'followChat', 'pollChat'],
])
  SHARED[asked] = 'asked by visitors of a chat';

/** Of these, nothing belongs to a team: the same for all. */
const NOBODYS = ['queries', 'causes'];

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: Schema;
}
interface Schema {
  $ref?: string;
  enum?: unknown[];
  const?: unknown;
  type?: string;
  format?: string;
  anyOf?: Schema[];
}
interface Operation {
  id: string;
  method: string;
  path: string;
  permission: string;
  parameters: Parameter[];
  example: unknown;
}

describe('the access matrix', () => {
  let records: TestRecords;
  let api: TestApi;
  let world: TwoTeams;
  let operations: Operation[];
  let schemas: Record<string, Schema>;

  beforeAll(async () => {
    records = await embeddedRecords();
    api = await openApi(records);
    world = await twoTeams(records, api);
    const document = (await api.ask('GET', '/api/openapi.json')).body;
    schemas = document.components.schemas;
    // biome-ignore lint/suspicious/noExplicitAny: it is looked at piece by piece
    operations = Object.entries(document.paths as Record<string, Record<string, any>>).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        id: operation.operationId,
        method: method.toUpperCase(),
        path,
        permission: operation['x-permission'],
        parameters: operation.parameters ?? [],
        example: operation.requestBody?.content['application/json']?.example,
      })),
    );
  });
  afterAll(async () => {
    await api?.close();
    await records?.close();
  });

  const allows = ({ permission }: Operation, role: TwoTeams['viewers'][string]['role']) =>
    permission === 'public' || permission === 'signed-in' || may(role, permission as Permission);
  const askedBy = (operation: Operation) =>
    Object.entries(world.viewers).filter(([, { role }]) => allows(operation, role));

  /** The path with a team's own things in it; undefined if none is known for one of its parameters. */
  const pathOf = ({ path }: Operation, things: TwoTeams['ours']): string | undefined => {
    const parts = path.split('/');
    const filled = parts.map((part, at) => (part.startsWith('{') ? things.byCollection[parts[at - 1] ?? ''] : part));
    return filled.includes(undefined) ? undefined : filled.join('/');
  };
  const hasParameter = ({ path }: Operation) => path.includes('{');
  const isNobodys = ({ path }: Operation) => NOBODYS.includes(path.split('/')[2] ?? '');

  /** Values that may be asked for with a parameter: all of its enumeration, words and ids of the other team. */
  const valuesOf = (schema: Schema): unknown[] => {
    if (schema.$ref !== undefined) return valuesOf(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
    if (schema.anyOf !== undefined) return schema.anyOf.flatMap(valuesOf);
    if (schema.enum !== undefined) return schema.enum;
    if (schema.const !== undefined) return [schema.const];
    if (schema.format === 'uuid') return Object.values(world.theirs.byCollection);
    return schema.type === 'string' ? [THEIR_WORD] : [];
  };

  /** An address without a query, and with each parameter once for each value. */
  const addresses = (operation: Operation): string[] => {
    const path = pathOf(operation, world.ours);
    if (path === undefined) return [];
    const queries = operation.parameters
      .filter((parameter) => parameter.in === 'query' && parameter.name !== 'cursor')
      .flatMap(({ name, schema }) => valuesOf(schema).map((value) => `${name}=${encodeURIComponent(String(value))}`));
    return [path, ...queries.map((query) => `${path}?${query}`)];
  };

  /** The query that an operation can't be asked without. */
  const demanded = ({ parameters }: Operation): string => {
    const needed = parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
    const parts = needed.map(({ name, schema }) => `${name}=${valuesOf(schema)[0] ?? world.ours.byCollection.tickets}`);
    return parts.length === 0 ? '' : `?${parts.join('&')}`;
  };

  /** What each of our people is answered on every address that can be read. */
  async function readAll(): Promise<Map<string, string>> {
    const answers = new Map<string, string>();
    for (const operation of operations) {
      if (operation.method !== 'GET' || operation.id in SHARED) continue;
      for (const [name, { session }] of askedBy(operation))
        for (const address of addresses(operation)) {
          const { status, text } = await api.ask('GET', address, { as: session });
          const told = status < 400 ? text : String(status);
          answers.set(`${name} ${address}`, told);
        }
    }
    return answers;
  }

  it('knows something of a team for every route that asks for one thing', () => {
    const unknown = operations.filter(
      (operation) =>
        hasParameter(operation) &&
        !(operation.id in SHARED) &&
        !isNobodys(operation) &&
        askedBy(operation).length > 0 &&
        pathOf(operation, world.ours) === undefined,
    );
    expect(
      unknown.map(({ id }) => id),
      'routes of a new kind: give both teams one of it, in test/support/two-teams.ts',
    ).toEqual([]);
  });

  it('shows our own things to our people, so that what it refuses means something', async () => {
    const read = (name: string, path: string): Promise<Answer> =>
      api.ask('GET', path, { as: world.viewers[name]?.session ?? '' });
    for (const [collection, id] of Object.entries(world.ours.byCollection)) {
      const known = operations.some(
        ({ path, method }) =>
          method === 'GET' && /^\/api\/[a-z-]+\/\{\w+\}$/.test(path) && path.startsWith(`/api/${collection}/`),
      );
      if (known) expect((await read('manager', `/api/${collection}/${id}`)).status, collection).toBe(200);
    }
    expect((await read('agent', '/api/tickets')).body.items).toHaveLength(2);
    expect((await read('own', '/api/tickets')).body.items).toHaveLength(0);
    expect((await read('manager', '/api/mentions?q=alpha')).body.items).toHaveLength(2);
    expect((await read('manager', '/api/analytics/topics')).body.items).toMatchObject([{ key: 'network', count: 2 }]);
    expect((await read('marketing', '/api/reports/daily?date=2026-03-04')).body.totals.complaints.count).toBe(2);
  });

  it('answers nothing of the other team, whatever is asked for, and nothing that depends on it: counts, search, order', async () => {
    const before = await readAll();
    expect(before.size).toBeGreaterThan(300);
    for (const [asked, told] of before) expect(told.toLowerCase(), asked).not.toContain(THEIR_WORD);
    await world.addToTheirs();
    await world.addToTheirs();
    const after = await readAll();
    for (const [asked, told] of after) expect([asked, told]).toEqual([asked, before.get(asked)]);
  });

  it('has nothing of the other team under its address, neither to read nor to change', async () => {
    const rows = await allRows(records.db);
    let asked = 0;
    for (const operation of operations) {
      if (!hasParameter(operation) || isNobodys(operation) || operation.id in SHARED) continue;
      const path = pathOf(operation, world.theirs);
      if (path === undefined) continue;
      for (const [name, { session }] of askedBy(operation)) {
        const body = operation.method === 'GET' || operation.example === undefined ? {} : { body: operation.example };
        const headers = { 'if-match': '"1"' };
        const { status } = await api.ask(operation.method, path + demanded(operation), {
          as: session,
          headers,
          ...body,
        });
        expect([operation.id, name, status]).toEqual([operation.id, name, 404]);
        asked += 1;
      }
    }
    expect(asked).toBeGreaterThan(35);
    expect(await allRows(records.db)).toEqual(rows);
  });

  it('lets nobody draw the other team’s tickets into their own', async () => {
    const into = Number(world.theirs.byCollection.tickets);
    const path = `/api/tickets/${world.ours.byCollection.tickets}/merge`;
    expect((await api.ask('POST', path, { as: world.viewers.agent?.session ?? '', body: { into } })).status).toBe(404);
  });

  it('lets nobody who sees one team take out or erase a person, of whom other teams may know more', async () => {
    const before = await allRows(records.db);
    const body = { reason: 'theo yêu cầu' };
    for (const [act, given] of [
      ['export', {}],
      ['erase', { body }],
    ] as const) {
      const path = `/api/customers/${world.ours.byCollection.customers}/${act}`;
      const asked = await api.ask('POST', path, { as: world.viewers.manager?.session ?? '', ...given });
      expect([act, asked.status]).toEqual([act, 403]);
    }
    expect(await allRows(records.db)).toEqual(before);
  });
});
