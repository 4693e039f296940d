import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import en from '../../console/src/i18n/locales/en.ts';
import vi from '../../console/src/i18n/locales/vi.ts';
import { fieldsOf } from '../../console/src/pages/sources/settings-fields.ts';
import { channels } from '../../src/channels/channels.ts';

interface Guide {
  before: string;
  steps: string[];
  test: string;
}

const guides = (texts: object) =>
  Object.entries(texts).flatMap(([area, guide]): [string, Guide][] =>
    area.startsWith('guide-') ? [[area.slice('guide-'.length), guide as Guide]] : [],
  );

/** Kinds that ask for something to be done in another system, or on a page of one's own. */
const GUIDED = ['email', 'ott', 'facebook-comment', 'messenger', 'telegram', 'web-chat', 'zalo', 'selfcare', 'sms'];

describe('the guides of channels', () => {
  it('are there for each kind that needs one, and for none that there is not', () => {
    const kinds = channels.map(({ kind }) => kind);
    for (const texts of [vi, en]) {
      const guided = guides(texts).map(([kind]) => kind);
      expect(guided.filter((kind) => !kinds.includes(kind))).toEqual([]);
      expect(GUIDED.filter((kind) => !guided.includes(kind))).toEqual([]);
    }
  });

  it.each(guides(vi))('of %s have steps, and a way to see that it works', (kind, guide) => {
    const other = new Map(guides(en)).get(kind);
    for (const each of [guide, other]) expect(each?.steps.length).toBeGreaterThan(2);
    expect(other?.steps.length).toBe(guide.steps.length);
    expect([guide.before, guide.test].every((text) => text.length > 20)).toBe(true);
  });

  it.each(GUIDED)('the settings of %s have names for people', (kind) => {
    const settings = channels.find((channel) => channel.kind === kind)?.settings ?? z.object({});
    const schema = z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' });
    const labels: Record<string, string> = vi.channels.fields;
    const unnamed = fieldsOf(schema).filter(({ name }) => labels[name] === undefined);
    expect(unnamed.map(({ name }) => name)).toEqual([]);
  });
});
