import { ByteReader, damaged, joined } from './image-bytes.ts';

const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** Of the flags in VP8X those that announce metadata: Exif and XMP. */
const METADATA_FLAGS = 0x08 | 0x04;

/** A WebP without its metadata and without anything after its end. Throws InvalidInput if it is none. */
export function stripWebp(bytes: Uint8Array): Uint8Array {
  const reader = new ByteReader(bytes);
  if (reader.ascii(4) !== 'RIFF') throw damaged();
  const end = reader.uint32(true) + 8;
  if (reader.ascii(4) !== 'WEBP' || end > bytes.length) throw damaged();
  const kept: Uint8Array[] = [];
  while (reader.at + 8 <= end) {
    const start = reader.at;
    const type = reader.ascii(4);
    const length = reader.uint32(true);
    reader.take(length);
    // Odd ones are followed by one byte that fills up; the last one's is sometimes forgotten.
    if (length % 2 === 1 && reader.at < end) reader.take(1);
    if (KEPT.has(type))
      kept.push(type === 'VP8X' ? withoutFlags(bytes.slice(start, reader.at)) : bytes.subarray(start, reader.at));
  }
  if (kept.length === 0) throw damaged();
  const body = joined(kept);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return joined([head, body]);
}

function withoutFlags(chunk: Uint8Array): Uint8Array {
  chunk[8] = (chunk[8] ?? 0) & ~METADATA_FLAGS;
  return chunk;
}
