import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldsOf, settingsOf } from '../../console/src/pages/sources/settings-fields.ts';
import { crawlers } from '../../src/crawlers/crawlers.ts';

const schema = z.toJSONSchema(
  z.object({
    token: z.string().meta({ writeOnly: true }),
    software: z.enum(['auto', 'phpbb']).default('auto'),
    maxPages: z.number().int().default(10),
    browser: z.boolean().default(false),
    countries: z.array(z.string()).default(['vn', 'us']),
    selectors: z.object({ post: z.string() }).optional(),
    url: z.url(),
  }),
  { io: 'input' },
);

describe('fields of a kind’s settings', () => {
  it('take their shape from the schema, those that have to be filled in first', () => {
    expect(fieldsOf(schema).map(({ name, shape, preset }) => [name, shape, preset])).toEqual([
      ['token', 'secret', ''],
      ['url', 'text', ''],
      ['software', 'choice', 'auto'],
      ['maxPages', 'number', '10'],
      ['browser', 'switch', 'false'],
      ['countries', 'lines', 'vn\nus'],
      ['selectors', 'json', ''],
    ]);
  });

  it('give the settings back in the types of the schema, and leave out what is empty', () => {
    const written = {
      url: ' https://a.example/ ',
      maxPages: '3',
      browser: 'true',
      countries: 'vn\n\n la ',
      selectors: '{"post":"p"}',
      token: '',
    };
    expect(settingsOf(fieldsOf(schema), written)).toEqual({
      url: 'https://a.example/',
      maxPages: 3,
      browser: true,
      countries: ['vn', 'la'],
      selectors: { post: 'p' },
    });
  });

  it('are there for every kind of source, and what a person writes into them is accepted', () => {
    for (const { kind, settings, example } of crawlers) {
      const fields = fieldsOf(z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' }));
      const written = Object.fromEntries(
        Object.entries(example as object).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join('\n') : typeof value === 'object' ? JSON.stringify(value) : String(value),
        ]),
      );
      expect(settings.safeParse(settingsOf(fields, written)).success, kind).toBe(true);
    }
  });

  it('are none for a schema that is none', () => {
    expect(fieldsOf(null)).toEqual([]);
    expect(fieldsOf({ type: 'object' })).toEqual([]);
  });
});
