import type { HeadView } from './head.ts';

/** What a model file says about itself, ahead of its numbers. */
export interface ModelHeader {
  format: 2;
  version: string;
  language: 'vi' | 'en';
  /** The linear scorers, in the order of their weights. */
  questions: string[];
  /** How many features are known. */
  features: number;
  /** For each scorer: what one step of its 16-bit weights is worth, and its bias. */
  steps: number[];
  biases: number[];
  /** Inverse document frequencies are kept as bytes of this step. */
  idfStep: number;
  /** What each head looks at (`headInputs`). */
  views: { complaint: HeadView; sentiment: HeadView };
  /** From the scores (and a few plain facts about the text), gated, to calibrated probabilities; the bias is last. */
  heads: { complaint: number[][]; sentiment: number[][] };
}

export interface ModelParts {
  header: ModelHeader;
  /** Ascending. */
  hashes: Uint32Array;
  idf: Uint8Array;
  /** `weights[feature * questions + question]`, the inverse document frequency included. */
  weights: Int16Array;
}

const magic = 'LNM1';

/** One file: "LNM1", the header's length, the header as JSON padded to four bytes, hashes, weights, frequencies. */
export function encodeModel(parts: ModelParts): Uint8Array {
  const json = JSON.stringify(parts.header);
  const header = Buffer.from(json.padEnd(json.length + ((4 - (Buffer.byteLength(json) % 4)) % 4)));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const numbers = [parts.hashes, parts.weights, parts.idf].map((each) =>
    Buffer.from(each.buffer, each.byteOffset, each.byteLength),
  );
  return Buffer.concat([Buffer.from(magic), length, header, ...numbers]);
}

/** Throws a plain Error when the bytes are no model file. Numbers are little-endian, as every platform of Node is. */
export function decodeModel(file: Uint8Array): ModelParts {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.subarray(0, 4).toString() !== magic) throw new Error('this is no model file (LNM1)');
  const start = 8 + bytes.readUInt32LE(4);
  const header = JSON.parse(bytes.subarray(8, start).toString()) as ModelHeader;
  const { features, format } = header;
  if (format !== 2) {
    throw new Error(
      `this is a model file of format ${format}, not 2: make it anew with "langnghe train", or remove it`,
    );
  }
  const weightsAt = start + features * 4;
  const idfAt = weightsAt + features * header.questions.length * 2;
  if (bytes.length !== idfAt + features) throw new Error('the model file is damaged');
  // Copied, because a view must start at a multiple of its element's size.
  const copy = (from: number, to: number) => Uint8Array.from(bytes.subarray(from, to)).buffer;
  return {
    header,
    hashes: new Uint32Array(copy(start, weightsAt)),
    weights: new Int16Array(copy(weightsAt, idfAt)),
    idf: new Uint8Array(copy(idfAt, bytes.length)),
  };
}
