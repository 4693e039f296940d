import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TYPES_FILE, typesFor } from '../../scripts/console-api.mjs';
import { describeApi } from '../../src/api/openapi.ts';
import { endpoints } from '../../src/api/routes/endpoints.ts';

it('the console’s types are those of the API as it is: else run `npm run console:api`', () => {
  const document = describeApi(endpoints, { version: '', url: undefined, cookieName: '' });
  expect(readFileSync(TYPES_FILE, 'utf8') === typesFor(document)).toBe(true);
});

it('types say what a schema says', () => {
  const schema = {
    type: 'object',
    required: ['a', 'x-y'],
    properties: {
      a: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
      'x-y': { type: 'array', items: { enum: ['p', 'q'] } },
      more: { type: 'object', additionalProperties: { $ref: '#/components/schemas/B' } },
      any: {},
    },
  };
  const types = typesFor({ components: { schemas: { A: schema } }, paths: {} });
  expect(types).toContain(
    `A: { a: number | null; "x-y": ("p" | "q")[]; more?: Record<string, components['schemas']["B"]>; any?: unknown };`,
  );
});
