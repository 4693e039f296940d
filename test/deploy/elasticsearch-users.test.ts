import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { prepareUsers } from '../../deploy/elasticsearch-users.mjs';
import { type LocalServer, startServer } from '../../src/demo/stand-ins/http-server.ts';
import { indexName, READ_ALIAS, TEMPLATE, writeAlias } from '../../src/search/mention-index.ts';

let server: LocalServer | undefined;
afterEach(() => server?.close());

const ACCESS = { superuserPassword: 'super', kibanaPassword: 'kibana', programPassword: 'program' };
const patience = { waitMs: 10_000, report: () => {}, now: () => 0, sleep: async () => {} };

interface Request {
  call: string;
  authorization: string | undefined;
  body: unknown;
}

/** An Elasticsearch that takes users and roles, after so many answers that it cannot yet. */
async function startStandIn({ status = 200, notYet = 0 } = {}) {
  const received: Request[] = [];
  let left = notYet;
  server = await startServer(async (request: IncomingMessage, response) => {
    if (left-- > 0) return void response.writeHead(503).end('{"error":"unavailable"}');
    const { authorization } = request.headers;
    received.push({ call: `${request.method} ${request.url}`, authorization, body: await json(request) });
    response.writeHead(status, { 'content-type': 'application/json' }).end('{"error":"no"}');
  });
  return { url: server.origin, received };
}

describe('the users of Elasticsearch', () => {
  it('are given their passwords by the superuser, a role of our indices to the program', async () => {
    const { url, received } = await startStandIn({ notYet: 2 });
    await prepareUsers({ url, ...ACCESS }, patience);
    expect(received.map(({ call, body }) => [call, body])).toEqual([
      ['POST /_security/user/kibana_system/_password', { password: 'kibana' }],
      [
        'PUT /_security/role/langnghe',
        {
          cluster: ['monitor', 'manage_index_templates'],
          indices: [{ names: ['langnghe-*'], privileges: ['all'] }],
        },
      ],
      ['PUT /_security/user/langnghe', { password: 'program', roles: ['langnghe'] }],
    ]);
    const superuser = `Basic ${Buffer.from('elastic:super').toString('base64')}`;
    expect(new Set(received.map(({ authorization }) => authorization))).toEqual(new Set([superuser]));
  });

  it('may use every index and alias that the program makes', () => {
    const names = [READ_ALIAS, TEMPLATE, writeAlias('2026.03'), indexName('2026.03', 'a1')];
    for (const name of names) expect(name).toMatch(/^langnghe-/);
  });

  it('are not half made without a word: a refusal ends it', async () => {
    const { url, received } = await startStandIn({ status: 401 });
    await expect(prepareUsers({ url, ...ACCESS }, patience)).rejects.toThrow(/refused POST .*401.*ELASTIC_PASSWORD/);
    expect(received).toHaveLength(1);
  });
});
