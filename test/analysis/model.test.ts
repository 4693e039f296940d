import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeModel, encodeModel, type ModelParts } from '../../src/analysis/model-file.ts';

const folder = new URL('../../src/analysis/models/', import.meta.url);

const small: ModelParts = {
  header: {
    format: 2,
    version: 'tệp-1',
    language: 'vi',
    questions: ['a', 'b'],
    features: 3,
    steps: [0.1, 0.2],
    biases: [0, 1],
    idfStep: 0.05,
    views: { complaint: { scores: 2, gates: [1] }, sentiment: { scores: 1, gates: [] } },
    heads: { complaint: [[0], [1]], sentiment: [[0], [0], [1]] },
  },
  hashes: Uint32Array.of(1, 2 ** 31, 2 ** 32 - 1),
  weights: Int16Array.of(1, -2, 3, -32_767, 32_767, 0),
  idf: Uint8Array.of(20, 255, 0),
};

describe('the model format', () => {
  it('is read as it was written', () => expect(decodeModel(encodeModel(small))).toEqual(small));

  it.each([
    ['another file', Buffer.from('PK\u0003\u0004 something')],
    ['an empty file', Buffer.alloc(0)],
    ['a file cut short', encodeModel(small).subarray(0, -1)],
    ['a file of an older format', encodeModel({ ...small, header: { ...small.header, format: 1 as 2 } })],
  ])('refuses %s', (_name, bytes) => expect(() => decodeModel(bytes)).toThrow(/model file/));
});

describe.each(['vi', 'en'])('the shipped %s model', (language) => {
  const card = readFileSync(new URL(`${language}.md`, folder), 'utf8');
  const file = new URL(`${language}.bin`, folder);

  it('is the one of its card', () => {
    const { header, hashes } = decodeModel(readFileSync(file));
    expect(header.language).toBe(language);
    expect(card).toContain(`version ${header.version},`);
    expect(card).toContain(`${statSync(file).size.toLocaleString('en')} bytes`);
    expect(card).toContain(`${header.features.toLocaleString('en')} features`);
    expect(hashes).toHaveLength(header.features);
  });

  it('has its features in order, each once', () => {
    const { hashes } = decodeModel(readFileSync(file));
    expect(hashes.every((hash, at) => at === 0 || hash > (hashes[at - 1] ?? 0))).toBe(true);
  });
});
