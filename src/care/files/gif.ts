import { ByteReader, damaged, joined } from './image-bytes.ts';

const [EXTENSION, IMAGE, TRAILER] = [0x21, 0x2c, 0x3b];
const [GRAPHIC_CONTROL, APPLICATION] = [0xf9, 0xff];
/** Applications that say how often an animation is repeated. */
const LOOPS = ['NETSCAPE2.0', 'ANIMEXTS1.0'];

/** A GIF without comments, texts and other programs' data, and without anything after its end. Throws InvalidInput if it is none. */
export function stripGif(bytes: Uint8Array): Uint8Array {
  const reader = new ByteReader(bytes);
  if (!/^GIF8[79]a$/.test(reader.ascii(6))) throw damaged();
  reader.take(4); // width and height
  takeColours(reader, reader.byte());
  // Background and aspect stand before the colours; they were read with them.
  const kept = [bytes.subarray(0, reader.at)];
  for (;;) {
    const start = reader.at;
    const kind = reader.byte();
    if (kind === TRAILER) return joined([...kept, Uint8Array.of(TRAILER)]);
    if (kind === IMAGE) {
      reader.take(8);
      takeColours(reader, reader.byte(), 0);
      reader.take(1); // the size of the first code
      takeBlocks(reader);
      kept.push(bytes.subarray(start, reader.at));
    } else if (kind === EXTENSION) {
      const label = reader.byte();
      const application = label === APPLICATION ? nameAt(reader) : '';
      takeBlocks(reader);
      if (label === GRAPHIC_CONTROL || LOOPS.includes(application)) kept.push(bytes.subarray(start, reader.at));
    } else throw damaged();
  }
}

/** A table of colours, if the flags announce one; `before`: bytes between the flags and it. */
function takeColours(reader: ByteReader, flags: number, before = 2): void {
  reader.take(before);
  if ((flags & 0x80) !== 0) reader.take(3 * 2 ** ((flags & 0x07) + 1));
}

function nameAt(reader: ByteReader): string {
  const start = reader.at;
  const length = reader.byte();
  const name = reader.ascii(length);
  reader.rewind(start);
  return name;
}

function takeBlocks(reader: ByteReader): void {
  for (let length = reader.byte(); length !== 0; length = reader.byte()) reader.take(length);
}
