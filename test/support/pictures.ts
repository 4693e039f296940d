/** Pictures made of their parts, with places, words and hidden files in them. */

const bytes = (...parts: (string | readonly number[] | Uint8Array)[]) =>
  new Uint8Array(
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)))),
  );
const be32 = (value: number) => [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];
const le32 = (value: number) => be32(value).reverse();

/** What must never come through. */
export const SECRET = 'GPS 21.0285 105.8542';

const segment = (marker: number, body: Uint8Array) =>
  bytes([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255], body);

/** An Exif block that says which way up and where. */
const exif = (orientation: number) =>
  bytes('Exif\0\0II*\0', le32(8), [1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0], SECRET);

/** A JPEG of two scans with stuffed bytes and restart marks; `behind` follows its end. */
export function jpeg({ orientation = 6, behind = '' }: { orientation?: number; behind?: string } = {}): Uint8Array {
  const scan = [segment(0xda, bytes([1, 1, 0, 0, 63, 0])), bytes([1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4, 5])];
  return bytes(
    [0xff, 0xd8],
    segment(0xe0, bytes('JFIF\0', [1, 1, 0, 0, 1, 0, 1, 1, 1], SECRET.slice(0, 3))),
    segment(0xe1, exif(orientation)),
    segment(0xe1, bytes('http://ns.adobe.com/xap/1.0/\0', SECRET)),
    segment(0xe2, bytes('ICC_PROFILE\0', [1, 1], 'profile')),
    segment(0xed, bytes('Photoshop 3.0\0', SECRET)),
    segment(0xfe, bytes(SECRET)),
    segment(0xdb, bytes(new Uint8Array(65))),
    segment(0xc2, bytes([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
    segment(0xc4, bytes(new Uint8Array(20))),
    ...scan,
    ...scan,
    [0xff, 0xd9],
    behind,
  );
}

const chunk = (type: string, body: string | Uint8Array = '') => bytes(be32(body.length), type, body, [0, 0, 0, 0]);

export function png({ behind = '' }: { behind?: string } = {}): Uint8Array {
  return bytes(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    chunk('IHDR', bytes(be32(1), be32(1), [8, 6, 0, 0, 0])),
    chunk('tEXt', `Comment\0${SECRET}`),
    chunk('eXIf', exif(1)),
    chunk('pHYs', bytes(be32(2835), be32(2835), [1])),
    chunk('IDAT', bytes([0x78, 0x9c, 0x63, 0, 0, 0, 2, 0, 1])),
    chunk('prVt', SECRET),
    chunk('IEND'),
    behind,
  );
}

const riff = (type: string, body: string | Uint8Array) =>
  bytes(type, le32(body.length), body, body.length % 2 === 1 ? [0] : []);

export function webp({ behind = '' }: { behind?: string } = {}): Uint8Array {
  const body = bytes(
    riff('VP8X', bytes([0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    riff('ICCP', 'odd'),
    riff('VP8L', bytes([0x2f, 0, 0, 0, 0, 7])),
    riff('EXIF', exif(1)),
    riff('XMP ', SECRET),
  );
  return bytes('RIFF', le32(body.length + 4), 'WEBP', body, behind);
}

const blocks = (...parts: string[]) => bytes(...parts.map((part) => bytes([part.length], part)), [0]);

export function gif({ behind = '' }: { behind?: string } = {}): Uint8Array {
  return bytes(
    'GIF89a',
    [1, 0, 1, 0, 0x80, 0, 0],
    [0, 0, 0, 255, 255, 255],
    [0x21, 0xff],
    blocks('NETSCAPE2.0', '\x01\0\0'),
    [0x21, 0xff],
    blocks('XMP DataXMP', SECRET),
    [0x21, 0xfe],
    blocks(SECRET),
    [0x21, 0xf9],
    blocks('\0\0\0\0'),
    [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2],
    blocks('\x44\x01'),
    [0x3b],
    behind,
  );
}

/** The end of a ZIP with one entry, as it stands behind a file of another type. */
export const ZIP = `PK\x03\x04${SECRET}PK\x01\x02x${'PK\x05\x06'}${'\0'.repeat(18)}`;

export const PDF = bytes('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');

const box = (type: string, ...parts: (string | readonly number[] | Uint8Array)[]) => {
  const body = bytes(...parts);
  return bytes(be32(body.length + 8), type, body);
};

/** A HEIC whose Exif and XMP items lie in its data and beside its description. */
export function heic(): Uint8Array {
  const type = box('ftyp', 'heic', be32(0), 'mif1heic');
  const info = (id: number, kind: string) => box('infe', [2, 0, 0, 0, 0, id, 0, 0], kind, [0]);
  const infos = box('iinf', [0, 0, 0, 0, 0, 3], info(1, 'hvc1'), info(2, 'Exif'), info(3, 'mime'));
  const picture = 'the pixels';
  const exifData = bytes(be32(6), exif(6));
  const meta = (start: number) =>
    box(
      'meta',
      be32(0),
      box('hdlr', be32(0), be32(0), 'pict', new Uint8Array(13)),
      infos,
      box(
        'iloc',
        [1, 0, 0, 0, 0x44, 0x00, 0, 3],
        [0, 1, 0, 0, 0, 0, 0, 1],
        be32(start),
        be32(picture.length),
        [0, 2, 0, 0, 0, 0, 0, 1],
        be32(start + picture.length),
        be32(exifData.length),
        [0, 3, 0, 1, 0, 0, 0, 1],
        be32(0),
        be32(SECRET.length),
      ),
      box('idat', SECRET),
    );
  const start = type.length + meta(0).length + 8;
  return bytes(type, meta(start), box('mdat', picture, exifData));
}

/** A film that says where it was made, as a whole and of its track. */
export const mp4 = (): Uint8Array =>
  bytes(
    box('ftyp', 'isom', be32(512), 'isomiso2mp41'),
    box(
      'moov',
      box('mvhd', new Uint8Array(100)),
      box('trak', box('tkhd', new Uint8Array(84)), box('udta', box('\xa9xyz', SECRET))),
      box('udta', box('\xa9xyz', SECRET)),
      box('meta', be32(0), SECRET),
    ),
    box('uuid', SECRET),
    box('mdat', 'the film'),
  );
