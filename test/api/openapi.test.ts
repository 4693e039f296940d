import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../src/api/routes/endpoints.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  security: unknown[];
  parameters?: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: { 'application/json': { schema: object; example?: unknown } } };
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}

describe('the OpenAPI document', () => {
  let records: TestRecords;
  let api: TestApi;
  // biome-ignore lint/suspicious/noExplicitAny: it is looked at piece by piece
  let document: any;
  const operations = () =>
    Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
    );

  beforeAll(async () => {
    records = await embeddedRecords();
    api = await openApi(records);
    document = (await api.ask('GET', '/api/openapi.json', { as: 'nobody' })).body;
  });
  afterAll(async () => {
    await api.close();
    await records.close();
  });

  it('has the parts of OpenAPI 3.1 and an operation for each endpoint, under a name of its own', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Lắng nghe', version: expect.any(String) } });
    expect(
      operations()
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    ).toEqual(endpoints.map(({ method, path }) => `${method} ${path}`).sort());
    const names = operations().map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('resolves each $ref', () => {
    const text = JSON.stringify(document);
    const refs = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(refs.length).toBeGreaterThan(50);
    for (const ref of new Set(refs)) {
      expect(ref).toMatch(/^#\/components\/schemas\/\w+$/);
      expect(document.components.schemas, ref).toHaveProperty(ref.split('/').at(-1) ?? '');
    }
    expect(text).not.toContain('$defs');
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(['Mention', 'Ticket', 'Problem']));
  });

  it('describes path parameters, bodies and answers of each operation', () => {
    for (const operation of operations()) {
      const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const described = (operation.parameters ?? []).filter((each) => each.in === 'path');
      expect(described.map(({ name }) => name)).toEqual(inPath);
      expect(described.every(({ required }) => required)).toBe(true);
      expect(operation.tags).toHaveLength(1);
      const codes = Object.keys(operation.responses);
      // A reply may have to wait for an approval first.
      const answers = operation.operationId === 'addMessage' ? ['201', '202'] : [expect.any(String)];
      expect(codes.filter((code) => code.startsWith('2'))).toEqual(answers);
      for (const [code, { description, content }] of Object.entries(operation.responses)) {
        expect(description).not.toBe('');
        // A page for customers says on itself what is wrong.
        if (Number(code) >= 400 && operation.operationId !== 'ready' && content?.['text/html'] === undefined)
          expect(content?.['application/problem+json']?.schema, `${operation.operationId} ${code}`).toEqual({
            $ref: '#/components/schemas/Problem',
          });
      }
      if (operation.security.length > 0) expect(codes).toContain('401');
      for (const scheme of operation.security.flatMap((each) => Object.keys(each as object)))
        expect(document.components.securitySchemes).toHaveProperty(scheme);
    }
  });

  it('gives examples that its own schemas take', () => {
    const examples = endpoints.filter(({ example }) => example !== undefined);
    expect(examples.length).toBeGreaterThan(10);
    for (const { body, example, operationId } of examples) {
      expect(body?.safeParse(example).success, operationId).toBe(true);
    }
  });

  it('says what the schemas say', () => {
    const { listMentions, createSource } = Object.fromEntries(operations().map((each) => [each.operationId, each]));
    const names = listMentions?.parameters?.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['q', 'sentiment', 'complaint', 'topic', 'source', 'from', 'to', 'limit']),
    );
    expect(listMentions?.parameters?.find(({ name }) => name === 'to')).toMatchObject({
      in: 'query',
      required: false,
      description: 'Before this instant.',
      schema: { type: 'string', format: 'date-time' },
    });
    expect(createSource?.requestBody?.content['application/json'].schema).toMatchObject({
      type: 'object',
      required: ['kind', 'name'],
      additionalProperties: false,
    });
  });

  it('can be tried on a page without inline scripts or styles, and what it names is there', async () => {
    const page = await api.ask('GET', '/api/docs', { as: 'nobody' });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(page.text).not.toMatch(/<style|style=|<script>|\son\w+=/);
    const named = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(2);
    for (const path of named) {
      const asset = await fetch(api.url + path);
      expect([path, asset.status]).toEqual([path, 200]);
      expect((await asset.text()).length).toBeGreaterThan(50);
    }
  });
});
