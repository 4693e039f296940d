import { damaged } from './image-bytes.ts';

/** HEIC, MP4, MOV, 3GP and M4A are made of boxes within boxes (ISO/IEC 14496-12): a size, a type, and what is in it. */
interface Box {
  type: string;
  /** Where what is in it begins and ends. */
  from: number;
  to: number;
}

/** Boxes that say where, when and with what something was made; players need none of them. */
const METADATA = new Set(['udta', 'uuid']);
/** Of a film and of its tracks: `meta` there holds the same; that of a picture describes its parts. */
const FILM = new Set(['moov', 'trak']);

/**
 * The file with its metadata blanked: every box stays where it was, so that places within the file still hold. Throws
 * InvalidInput for boxes that run over the end, and for bytes behind the last.
 */
export function blankIsoMetadata(given: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(given);
  const view = new DataView(bytes.buffer);
  for (const box of boxesIn(view, 0, bytes.length)) {
    if (METADATA.has(box.type)) bytes.fill(0, box.from, box.to);
    else if (box.type === 'moov') blankFilm(bytes, view, box);
    else if (box.type === 'meta') for (const { from, to } of placesOfMetadata(view, box)) bytes.fill(0, from, to);
  }
  return bytes;
}

function blankFilm(bytes: Uint8Array, view: DataView, film: Box): void {
  for (const box of boxesIn(view, film.from, film.to)) {
    if (METADATA.has(box.type) || box.type === 'meta') {
      bytes.fill(0, box.from, box.to);
      // Readers would take zeros for boxes in it.
      bytes.set(Buffer.from('free'), box.from - 4);
    } else if (FILM.has(box.type)) blankFilm(bytes, view, box);
  }
}

/** Far more than any picture has; hostile ones announce millions that take no bytes. */
const MOST_EXTENTS = 10_000;

const ascii = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

function boxesIn(view: DataView, from: number, end: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at < end; ) {
    if (at + 8 > end) throw damaged();
    const short = view.getUint32(at);
    const isLong = short === 1;
    if (isLong && at + 16 > end) throw damaged();
    const size = short === 0 ? end - at : isLong ? Number(view.getBigUint64(at + 8)) : short;
    const head = isLong ? 16 : 8;
    if (size < head || at + size > end) throw damaged();
    boxes.push({ type: ascii(view, at + 4), from: at + head, to: at + size });
    at += size;
  }
  return boxes;
}

/** Where the Exif and XMP items of a picture lie (ISO/IEC 23008-12, annex A). */
function placesOfMetadata(view: DataView, meta: Box): { from: number; to: number }[] {
  try {
    const boxes = boxesIn(view, meta.from + 4, meta.to);
    const [infos, places] = ['iinf', 'iloc'].map((wanted) => boxes.find(({ type }) => type === wanted));
    if (infos === undefined || places === undefined) return [];
    const items = metadataItems(view, infos);
    const data = boxes.find(({ type }) => type === 'idat')?.from ?? 0;
    return extentsOf(view, places, data).flatMap(({ item, from, to }) => (items.has(item) ? [{ from, to }] : []));
  } catch (error) {
    // A place beyond the end of the file.
    throw error instanceof RangeError ? damaged() : error;
  }
}

function metadataItems(view: DataView, infos: Box): Set<number> {
  const wide = view.getUint8(infos.from) > 0;
  const entries = boxesIn(view, infos.from + 4 + (wide ? 4 : 2), infos.to);
  return new Set(
    entries.flatMap(({ from }) => {
      const version = view.getUint8(from);
      const id = version < 3 ? view.getUint16(from + 4) : view.getUint32(from + 4);
      const type = ascii(view, from + (version < 3 ? 8 : 10));
      return type === 'Exif' || type === 'mime' ? [id] : [];
    }),
  );
}

function extentsOf(view: DataView, { from, to }: Box, data: number): { item: number; from: number; to: number }[] {
  const version = view.getUint8(from);
  const sizes = view.getUint16(from + 4);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version > 0 ? sizes & 15 : 0;
  let at = from + 6;
  const read = (size: number): number => {
    at += size;
    if (at > to) throw damaged();
    if (size === 0) return 0;
    if (size === 8) return Number(view.getBigUint64(at - 8));
    return size === 4 ? view.getUint32(at - 4) : view.getUint16(at - 2);
  };
  const wide = version < 2 ? 2 : 4;
  const found = [];
  for (let left = read(wide); left > 0; left -= 1) {
    const item = read(wide);
    const inData = version > 0 && (read(2) & 15) === 1;
    read(2); // which file: this one
    const base = read(baseSize) + (inData ? data : 0);
    for (let extents = read(2); extents > 0; extents -= 1) {
      if (found.length >= MOST_EXTENTS) throw damaged();
      read(indexSize);
      const start = base + read(offsetSize);
      found.push({ item, from: start, to: start + read(lengthSize) });
    }
  }
  return found;
}
