import { fileTypeFromBuffer } from 'file-type';
import { InvalidInput } from '../../errors.ts';
import { cleanFileName } from './file-name.ts';
import { knownType, MAX_FILE_BYTES, type MediaType } from './file-rules.ts';
import { stripGif } from './gif.ts';
import { blankIsoMetadata } from './iso-media.ts';
import { stripJpeg } from './jpeg.ts';
import { stripPng } from './png.ts';
import { stripWebp } from './webp.ts';

/** A file as it is kept. */
export interface InspectedFile {
  name: string;
  mediaType: MediaType;
  bytes: Uint8Array;
}

/** Made anew from what belongs to the picture: what was hidden behind or between is gone. */
const REWRITE: Partial<Record<MediaType, (bytes: Uint8Array) => Uint8Array>> = {
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'image/webp': stripWebp,
  'image/gif': stripGif,
};

/** Kept as it is but for its metadata, which is blanked. */
const BOXES: readonly MediaType[] = ['image/heic', 'video/mp4', 'video/quicktime', 'video/3gpp', 'audio/mp4'];

const refuse = (why: string, cause?: unknown) => new InvalidInput(why, [{ path: 'file', message: why }], { cause });

/**
 * Says by its content alone what a file is, and gives it as it may be kept: pictures and films without their metadata,
 * under a clean name. Throws InvalidInput for what is not taken: too large, another type, or a file of two types at once.
 */
export async function inspectFile(bytes: Uint8Array, name: string | null | undefined): Promise<InspectedFile> {
  if (bytes.length === 0) throw refuse('The file is empty.');
  if (bytes.length > MAX_FILE_BYTES) throw refuse(`The file is larger than ${MAX_FILE_BYTES / 1e6} MB.`);
  // The mark of UTF-16 looks like the beginning of sound.
  const found = isWide(bytes) ? undefined : await fileTypeFromBuffer(bytes).catch(() => undefined);
  const text = found === undefined ? plainText(bytes) : undefined;
  const mediaType = text === undefined ? knownType(found?.mime ?? '') : 'text/plain';
  if (mediaType === undefined)
    throw refuse('Files of this type are not taken: pictures, PDF, plain text, sound and video are.');
  const kept = text ?? REWRITE[mediaType]?.(bytes) ?? onlyOneType(bytes, mediaType);
  return { name: cleanFileName(name, mediaType), mediaType, bytes: kept };
}

/** Words that only code has; a text with them is none. */
const MARKUP = /<\s*(?:!doctype|html|head|body|script|svg|iframe|object|embed|form|img|\?xml|\?php)/iu;
/** The start of a page among the bytes of something else. */
const PAGE = /<\s*(?:!doctype|html|script|svg|body|iframe)[\s>]/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a text has none of them
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/u;

const isWide = (bytes: Uint8Array) => bytes[0] === 0xff && bytes[1] === 0xfe;

/** The text in UTF-8, if it is one; undefined for other bytes, and for pages, drawings and scripts. */
function plainText(bytes: Uint8Array): Uint8Array | undefined {
  try {
    const text = new TextDecoder(isWide(bytes) ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
    if (CONTROL.test(text) || MARKUP.test(text) || text.startsWith('#!')) return undefined;
    return new TextEncoder().encode(text);
  } catch {
    return undefined;
  }
}

/** How far from its end a ZIP's last record can begin. */
const ZIP_TAIL = 22 + 65_535;
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
/** What a reader of PDF would run. */
const ACTIVE_PDF = ['/JavaScript', '/Launch'];

function onlyOneType(bytes: Uint8Array, type: MediaType): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isArchive(buffer) || PAGE.test(buffer.toString('latin1', 0, 4096)))
    throw refuse('The file is of two types at once.');
  if (BOXES.includes(type)) return blankIsoMetadata(bytes);
  if (type !== 'application/pdf') return bytes;
  if (!buffer.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw refuse('The PDF is damaged.');
  if (ACTIVE_PDF.some((word) => buffer.includes(word))) throw refuse('The PDF has a program in it.');
  return bytes;
}

/** Whether a ZIP (so also JAR, DOCX, APK) ends where the file does. */
function isArchive(buffer: Buffer): boolean {
  const from = Math.max(0, buffer.length - ZIP_TAIL);
  for (let at = buffer.indexOf(ZIP_END, from); at >= 0; at = buffer.indexOf(ZIP_END, at + 1))
    if (at + 22 <= buffer.length && at + 22 + buffer.readUInt16LE(at + 20) === buffer.length) return true;
  return false;
}
