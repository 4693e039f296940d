/** Fields of a form, read from the JSON Schema of a kind's settings. */

/** `lines`: several words, one a line; `json`: what is too intricate for a field of its own. */
export type FieldShape = 'text' | 'secret' | 'number' | 'switch' | 'choice' | 'lines' | 'json';

export interface SettingsField {
  name: string;
  shape: FieldShape;
  required: boolean;
  choices: readonly string[];
  /** What holds when nothing is written, as text. */
  preset: string;
}

/** What somebody wrote into each field. */
export type Written = Readonly<Record<string, string>>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

function shapeOf(schema: Record<string, unknown>): FieldShape {
  if (schema.writeOnly === true) return 'secret';
  if (Array.isArray(schema.enum)) return 'choice';
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (schema.type === 'boolean') return 'switch';
  if (schema.type === 'array' && isRecord(schema.items) && schema.items.type === 'string') return 'lines';
  return schema.type === 'string' ? 'text' : 'json';
}

function presetOf(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join('\n');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The fields of a kind's settings, those that have to be filled in first. */
export function fieldsOf(schema: unknown): SettingsField[] {
  if (!isRecord(schema) || !isRecord(schema.properties)) return [];
  const required = new Set(texts(schema.required));
  const fields = Object.entries(schema.properties).flatMap(([name, each]) =>
    isRecord(each)
      ? [
          {
            name,
            shape: shapeOf(each),
            required: required.has(name),
            choices: texts(each.enum),
            preset: presetOf(each.default),
          },
        ]
      : [],
  );
  return fields.sort((a, b) => Number(b.required) - Number(a.required));
}

/** Settings as the API takes them; what is empty is left out. Throws SyntaxError for a field that is no JSON. */
export function settingsOf(fields: readonly SettingsField[], written: Written): Record<string, unknown> {
  const entries = fields.flatMap(({ name, shape }): [string, unknown][] => {
    const text = (written[name] ?? '').trim();
    if (text === '') return [];
    if (shape === 'number') return [[name, Number(text.replace(',', '.'))]];
    if (shape === 'switch') return [[name, text === 'true']];
    if (shape === 'lines')
      return [[name, text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))]];
    return [[name, shape === 'json' ? JSON.parse(text) : text]];
  });
  return Object.fromEntries(entries);
}

/** Settings that are there, as they would be written into their fields; secrets are never shown. */
export const writtenOf = (settings: Readonly<Record<string, unknown>>): Written =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, value === null ? '' : presetOf(value)]));
