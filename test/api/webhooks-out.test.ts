import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPostOut } from '../../src/crawlers/support/post-out.ts';
import { takeUpEvents } from '../../src/pipeline/webhook-events.ts';
import { sendWebhooks, type WebhookDeps } from '../../src/pipeline/webhook-sender.ts';
import { countForeignSecrets, rotateSecrets } from '../../src/storage/sealed-records.ts';
import { createVault } from '../../src/storage/secrets.ts';
import { API_NOW, openApi, type TestApi } from '../support/api.ts';
import { RECORDS, silent, type TestRecords, testVault as vault } from '../support/databases.ts';
import { twoTeams } from '../support/two-teams.ts';
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const never = new AbortController().signal;

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`webhooks out over HTTP on ${skip ?? name}`, () => {
    let records: TestRecords;
    let api: TestApi;
    let receiver: WebhookReceiver;
    let deps: WebhookDeps;

    beforeAll(async () => {
      records = await open();
      receiver = await startReceiver();
      api = await openApi(records, { allow: [receiver.host] });
      const postOut = createPostOut({ userAgent: 'test', allowPrivateHosts: [receiver.host] });
      deps = { db: records.db, vault, clock: { now: () => API_NOW }, logger: silent, postOut };
    });
    afterAll(async () => {
      await deps.postOut.close();
      await api.close();
      await receiver.close();
      await records.close();
    });

    const input = (more: object = {}) => ({ name: 'CRM', url: receiver.url, kinds: ['ticket.opened'], ...more });
    const turn = async () => {
      await takeUpEvents(deps);
      await sendWebhooks(deps, never);
    };

    it('takes an address, tells the secret once, and keeps it sealed', async () => {
      const made = await api.ask('POST', '/api/webhooks', { body: input() });
      expect(made.status).toBe(201);
      const { secret, ...webhook } = made.body;
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
      expect((await api.ask('GET', `/api/webhooks/${webhook.id}`)).body).toEqual(webhook);
      const { items } = (await api.ask('GET', '/api/webhooks')).body;
      expect(items).toContainEqual(webhook);
      const stored = JSON.stringify(await records.db.selectFrom('webhooks').selectAll().execute());
      expect(stored).not.toContain(secret.slice(6));
      const entries = (await api.ask('GET', '/api/audit?act=webhook')).text;
      expect(entries).toContain('webhook.created');
      expect(entries + api.log.join('')).not.toContain(secret.slice(6));
    });

    it('refuses what nothing could be sent to, and what it does not know', async () => {
      const wrong = async (body: object) => (await api.ask('POST', '/api/webhooks', { body })).body.errors[0].path;
      for (const url of [
        'http://127.0.0.1/',
        'http://10.1.2.3/hook',
        'ftp://crm.example.vn',
        'crm',
        'https://a:b@crm.example.vn/',
      ])
        expect(await wrong(input({ url })), url).toBe('url');
      expect(await wrong(input({ kinds: [] }))).toBe('kinds');
      expect(await wrong(input({ kinds: ['onlookers.changed'] }))).toBe('kinds.0');
      expect(await wrong(input({ team: '00000000-0000-4000-8000-000000000000' }))).toBe('team');
      const { id } = (await api.ask('GET', '/api/webhooks')).body.items[0];
      const moved = await api.ask('PATCH', `/api/webhooks/${id}`, { body: { url: 'http://[::1]/' } });
      expect(moved.body.errors[0].path).toBe('url');
    });

    it('tells of a real ticket from its opening on, of the wanted team alone, and no words of the customer', async () => {
      const world = await twoTeams(records, api);
      const kinds = ['ticket.opened', 'ticket.changed', 'ticket.message'];
      const body = input({ url: `${receiver.url}/ours`, kinds, team: world.ours.team });
      const received = () => receiver.messages.filter(({ path }) => path === '/hook/ours');
      const { id, secret } = (await api.ask('POST', '/api/webhooks', { body })).body;
      receiver.secrets = [secret];
      receiver.messages = [];
      for (const { byCollection } of [world.theirs, world.ours]) {
        const path = `/api/tickets/${byCollection.tickets}`;
        const { headers } = await api.ask('GET', path);
        const sent = { body: { subject: 'Chị Hoa 0912345678' }, headers: { 'if-match': headers.get('etag') ?? '' } };
        expect((await api.ask('PATCH', path, sent)).status).toBe(200);
      }
      await world.addToTheirs();
      await turn();
      expect(received()).toHaveLength(1);
      const [message] = received();
      expect(message?.signedWith).toEqual([0]);
      const data = { ticket: Number(world.ours.byCollection.tickets), team: world.ours.team, fields: ['subject'] };
      expect(message?.body).toMatchObject({ type: 'ticket.changed', data });
      expect(message?.text).not.toMatch(/Hoa|0912|alpha/);
      const { items } = (await api.ask('GET', `/api/webhooks/${id}/deliveries?status=delivered`)).body;
      expect(items).toMatchObject([{ messageId: message?.id, kind: 'ticket.changed', attempts: 1 }]);
      const shown = await api.ask('GET', `/api/webhooks/${id}/deliveries/${items[0].id}`);
      expect(shown.body).toMatchObject({ body: message?.body, tries: [{ number: 1, status: 204 }] });
      const again = await api.ask('POST', `/api/webhooks/${id}/deliveries/${items[0].id}/redeliver`);
      expect(again.status).toBe(202);
      expect((await api.ask('POST', `/api/webhooks/${id}/deliveries/${items[0].id}/redeliver`)).status).toBe(409);
      await turn();
      expect(received().map(({ id: sent }) => sent)).toEqual([message?.id, message?.id]);
    });

    it('sends a test also to what is switched off, and says what came of it', async () => {
      const { id, secret } = (await api.ask('POST', '/api/webhooks', { body: input({ name: 'Thử' }) })).body;
      receiver.secrets = [secret];
      receiver.messages = [];
      await api.ask('PATCH', `/api/webhooks/${id}`, { body: { enabled: false } });
      receiver.reactions = [{ status: 400, body: 'không' }];
      const { delivery } = (await api.ask('POST', `/api/webhooks/${id}/ping`)).body;
      await turn();
      const path = `/api/webhooks/${id}/deliveries/${delivery}`;
      expect((await api.ask('GET', path)).body).toMatchObject({
        status: 'failed',
        body: { type: 'webhook.ping', data: { webhook: 'Thử' } },
        tries: [{ status: 400, answer: 'không' }],
      });
      const since = { since: '2026-03-01T00:00:00Z' };
      expect((await api.ask('POST', `/api/webhooks/${id}/redeliver`, { body: since })).body).toEqual({ deliveries: 1 });
      await api.ask('PATCH', `/api/webhooks/${id}`, { body: { enabled: true } });
      await turn();
      expect((await api.ask('GET', path)).body.status).toBe('delivered');
      expect(receiver.messages.map(({ signedWith }) => signedWith)).toEqual([[0], [0]]);
    });

    it('changes the secret, with a day for both, and its secrets are sealed anew with all others', async () => {
      const { id, secret } = (await api.ask('POST', '/api/webhooks', { body: input({ name: 'Khóa' }) })).body;
      const changed = (await api.ask('POST', `/api/webhooks/${id}/secret`)).body;
      expect(changed.secret).not.toBe(secret);
      expect(changed.previousSecretUntil).toBe('2026-03-06T02:00:00.000Z');
      const other = createVault('another key that is for tests only, and long');
      expect(await countForeignSecrets(records.db, other)).toBeGreaterThan(1);
      await rotateSecrets(records.db, vault, other);
      expect(await countForeignSecrets(records.db, other)).toBe(0);
      receiver.secrets = [changed.secret, secret];
      receiver.messages = [];
      await api.ask('POST', `/api/webhooks/${id}/ping`);
      await sendWebhooks({ ...deps, vault: other }, never);
      expect(receiver.messages.map(({ signedWith }) => signedWith)).toEqual([[0, 1]]);
      await rotateSecrets(records.db, other, vault);
    });

    it('knows what there is not, and forgets what is deleted', async () => {
      const { id } = (await api.ask('POST', '/api/webhooks', { body: input({ name: 'Bỏ' }) })).body;
      await api.ask('POST', `/api/webhooks/${id}/ping`);
      expect((await api.ask('DELETE', `/api/webhooks/${id}`)).status).toBe(204);
      for (const path of ['', '/deliveries', `/deliveries/${id}`])
        expect((await api.ask('GET', `/api/webhooks/${id}${path}`)).status, path).toBe(404);
      for (const path of ['/ping', '/secret', `/deliveries/${id}/redeliver`])
        expect((await api.ask('POST', `/api/webhooks/${id}${path}`)).status, path).toBe(404);
      expect((await api.ask('PATCH', `/api/webhooks/${id}`, { body: { name: 'x' } })).status).toBe(404);
      expect((await api.ask('DELETE', `/api/webhooks/${id}`)).status).toBe(404);
    });
  });
}
