import { ByteReader, damaged, joined } from './image-bytes.ts';

const [SOI, EOI, SOS] = [0xd8, 0xd9, 0xda];
const [APP0, APP1, APP2, APP14] = [0xe0, 0xe1, 0xe2, 0xee];
const STUFFED = 0x00;
/** Far more than any camera writes. */
const MOST_SEGMENTS = 10_000;
const startsWith = (bytes: Uint8Array, text: string) =>
  Buffer.from(bytes.subarray(0, text.length)).equals(Buffer.from(text, 'latin1'));

/** Frames, tables and restart intervals: what the picture itself is made of (ITU T.81, table B.1). */
const isPicture = (marker: number) =>
  (marker >= 0xc0 && marker <= 0xcf) || [0xdb, 0xdc, 0xdd, 0xde, 0xdf].includes(marker);

/**
 * A JPEG with its pixels, its colours and the way up, and nothing else: no place, device, time, thumbnail or comment, and
 * nothing after its end. Throws InvalidInput if it is none from the first byte on.
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array {
  const reader = new ByteReader(bytes);
  if (reader.byte() !== 0xff || reader.byte() !== SOI) throw damaged();
  const kept: Uint8Array[] = [];
  let [upright, scans] = [1, 0];
  for (;;) {
    const marker = nextMarker(reader);
    if (kept.length > MOST_SEGMENTS) throw damaged();
    if (marker === EOI) break;
    const body = reader.take(reader.uint16() - 2);
    if (marker === SOS) {
      kept.push(segment(marker, body), scanData(bytes, reader));
      scans += 1;
    } else if (isPicture(marker) || isColour(marker, body)) kept.push(segment(marker, body));
    else if (marker === APP0 && startsWith(body, 'JFIF\0')) kept.push(segment(marker, withoutThumbnail(body)));
    else if (marker === APP1 && startsWith(body, 'Exif\0\0')) upright = orientationOf(body.subarray(6)) ?? upright;
  }
  if (scans === 0) throw damaged();
  const turned = upright === 1 ? [] : [segment(APP1, orientationOnly(upright))];
  return joined([Uint8Array.of(0xff, SOI), ...turned, ...kept, Uint8Array.of(0xff, EOI)]);
}

function nextMarker(reader: ByteReader): number {
  if (reader.byte() !== 0xff) throw damaged();
  let marker = reader.byte();
  while (marker === 0xff) marker = reader.byte();
  return marker;
}

function segment(marker: number, body: Uint8Array): Uint8Array {
  const length = body.length + 2;
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), body]);
}

/** Profiles of colours, and Adobe's word on how they are coded. */
const isColour = (marker: number, body: Uint8Array) =>
  (marker === APP2 && startsWith(body, 'ICC_PROFILE\0')) || (marker === APP14 && startsWith(body, 'Adobe'));

const withoutThumbnail = (body: Uint8Array) => joined([body.subarray(0, 12), Uint8Array.of(0, 0)]);

/** The coded pixels after the head of a scan, up to the next marker that is none of their own. */
function scanData(bytes: Uint8Array, reader: ByteReader): Uint8Array {
  const start = reader.at;
  for (let at = bytes.indexOf(0xff, start); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    const own = next === STUFFED || (next >= 0xd0 && next <= 0xd7) || next === 0xff;
    if (own) continue;
    return reader.take(at - start);
  }
  throw damaged();
}

const ORIENTATION = 0x0112;

/** Which way up the picture is, 1 to 8, from the first directory of a TIFF; undefined where it can't be read. */
function orientationOf(tiff: Uint8Array): number | undefined {
  if (tiff.length < 8) return undefined;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return undefined;
  const entries = view.getUint16(directory, little);
  for (let at = directory + 2, left = entries; left > 0 && at + 12 <= tiff.length; at += 12, left -= 1) {
    if (view.getUint16(at, little) !== ORIENTATION) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** The smallest Exif block: one directory with one entry. */
const orientationOnly = (value: number): Uint8Array =>
  joined([
    Buffer.from('Exif\0\0MM\0*\0\0\0\x08', 'latin1'),
    Uint8Array.of(0, 1, ORIENTATION >> 8, ORIENTATION & 0xff, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0),
  ]);
