import { describe, expect, it } from 'vitest';
import en from '../../console/src/i18n/locales/en.ts';
import vi from '../../console/src/i18n/locales/vi.ts';
import { consoleFiles } from './sources.ts';

/** Each text by its place: "inbox.due.left". */
function texts(tree: object, place = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${place}${key}`, value] as [string, string]] : texts(value, `${place}${key}.`),
  );
}

/** A language has as many plural forms as it needs. */
const withoutForm = (key: string) => key.replace(/_(?:zero|one|two|few|many|other)$/, '');
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

const [inVi, inEn] = [new Map(texts(vi)), new Map(texts(en))];

describe('the console’s texts', () => {
  it('are the same in both languages, none empty', () => {
    const keys = (map: Map<string, string>) => [...new Set([...map.keys()].map(withoutForm))].sort();
    expect(keys(inEn)).toEqual(keys(inVi));
    expect([...inVi, ...inEn].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('name the same values', () => {
    for (const [key, text] of inEn) {
      const other = inVi.get(key) ?? inVi.get(`${withoutForm(key)}_other`) ?? '';
      expect([key, placeholders(text)]).toEqual([key, placeholders(other)]);
    }
  });

  it('have the plural forms that each language needs', () => {
    for (const [map, locale] of [
      [inVi, 'vi'],
      [inEn, 'en'],
    ] as const) {
      const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
      const counted = new Set([...map.keys()].filter((key) => withoutForm(key) !== key).map(withoutForm));
      expect(counted.size).toBeGreaterThan(0);
      for (const key of counted)
        for (const form of forms) expect(map.has(`${key}_${form}`), `${key}_${form}`).toBe(true);
    }
  });

  it('are gathered from every file', () => {
    const files = consoleFiles('.json').map(({ path }) => path.replace(/^i18n\/locales\/|\.json$/g, ''));
    const gathered = [...Object.keys(vi).map((name) => `vi/${name}`), ...Object.keys(en).map((name) => `en/${name}`)];
    expect(files.sort()).toEqual(gathered.sort());
  });
});
