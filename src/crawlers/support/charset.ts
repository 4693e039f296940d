import iconv from 'iconv-lite';

/** Labels seen in the wild that iconv-lite knows under another name; ISO 8859-1 is read as the WHATWG says. */
const ALIASES: Record<string, string> = {
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
  tcvn3: 'tcvn',
  'tcvn-5712': 'tcvn',
  'tcvn5712-1': 'tcvn',
  'x-viet-tcvn': 'tcvn',
  'x-viscii': 'viscii',
  unicode: 'utf-8',
};

const LABEL = /[\w.:-]{1,40}/;

/**
 * A body as text. The charset comes from the byte-order mark, the HTTP header, the XML declaration or the meta
 * element, in this order; a label that the bytes contradict is passed over. Vietnamese marks come out composed.
 */
export function decodeText(body: Uint8Array, contentType: string | undefined): string {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const marked = byteOrderMark(bytes);
  if (marked) return iconv.decode(bytes, marked);
  const utf8 = strictUtf8(bytes);
  const label = [headerCharset(contentType), ...declaredCharsets(bytes)]
    .map(knownEncoding)
    .find((name) => name !== undefined && !contradicted(name, bytes, utf8));
  if (label && label !== 'utf-8') return iconv.decode(bytes, label).normalize('NFC');
  if (utf8 !== undefined) return utf8;
  return mostlyUtf8(bytes) ? bytes.toString('utf8') : iconv.decode(bytes, 'windows-1258').normalize('NFC');
}

function byteOrderMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function strictUtf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Text that is valid UTF-8 beyond ASCII is UTF-8 whatever its label says; text that is not, is not. */
function contradicted(name: string, bytes: Buffer, utf8: string | undefined): boolean {
  if (name === 'utf-8') return utf8 === undefined;
  if (name.startsWith('utf-16') || name.startsWith('utf-32') || name.startsWith('ucs')) return !bytes.includes(0);
  return utf8 !== undefined && utf8.length !== bytes.length;
}

function knownEncoding(label: string | undefined): string | undefined {
  if (!label) return undefined;
  const name = label.toLowerCase();
  if (name === 'utf8' || name === 'utf-8') return 'utf-8';
  const alias = ALIASES[name] ?? name;
  return iconv.encodingExists(alias) ? alias : undefined;
}

function headerCharset(contentType: string | undefined): string | undefined {
  const value = /charset\s*=\s*["']?([^\s;"']+)/i.exec(contentType ?? '')?.[1];
  return value && LABEL.exec(value)?.[0];
}

function declaredCharsets(bytes: Buffer): (string | undefined)[] {
  const head = bytes.subarray(0, 2048).toString('latin1');
  return [
    /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})/i.exec(head)?.[1],
    /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(head)?.[1],
  ];
}

/** A few bad bytes (a cut sequence, a pasted byte) don't make a UTF-8 text something else. */
function mostlyUtf8(bytes: Buffer): boolean {
  const text = bytes.toString('utf8');
  let bad = 0;
  let good = 0;
  for (const character of text) {
    if (character === '\uFFFD') bad += 1;
    else if (character > '\u007F') good += 1;
  }
  return bad <= good;
}
