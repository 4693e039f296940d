import { ByteReader, damaged, joined } from './image-bytes.ts';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** The picture, its animation and its colours; what is left out are words, times, places and what nobody knows. */
const KEPT = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT'.split(' '));

/** A PNG without its metadata and without anything after its end. Throws InvalidInput if it is none. */
export function stripPng(bytes: Uint8Array): Uint8Array {
  const reader = new ByteReader(bytes);
  if (!Buffer.from(reader.take(SIGNATURE.length)).equals(SIGNATURE)) throw damaged();
  const kept: Uint8Array[] = [SIGNATURE];
  for (let first = true; ; first = false) {
    const start = reader.at;
    const length = reader.uint32();
    const type = reader.ascii(4);
    if (first !== (type === 'IHDR')) throw damaged();
    reader.take(length);
    reader.take(4); // its checksum
    if (KEPT.has(type)) kept.push(bytes.subarray(start, reader.at));
    if (type === 'IEND') return joined(kept);
  }
}
