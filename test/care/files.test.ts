import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName } from '../../src/care/files/file-name.ts';
import { MAX_FILE_BYTES, MEDIA_TYPES } from '../../src/care/files/file-rules.ts';
import { inspectFile } from '../../src/care/files/inspect-file.ts';
import { InvalidInput } from '../../src/errors.ts';
import { gif, heic, jpeg, mp4, PDF, png, SECRET, webp, ZIP } from '../support/pictures.ts';

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const text = (words: string) => new TextEncoder().encode(words);
const PICTURES = { 'image/jpeg': jpeg, 'image/png': png, 'image/webp': webp, 'image/gif': gif } as const;
const refused = (bytes: Uint8Array, name = 'a.jpg') =>
  expect(inspectFile(bytes, name)).rejects.toBeInstanceOf(InvalidInput);

describe('what a file is', () => {
  for (const [type, make] of Object.entries(PICTURES))
    it(`keeps of ${type} the picture, and nothing that tells of who made it or hides behind it`, async () => {
      const { mediaType, bytes } = await inspectFile(make({ behind: ZIP }), 'a.exe');
      expect(mediaType).toBe(type);
      expect(latin1(bytes)).not.toContain(SECRET);
      expect(latin1(bytes)).not.toContain('PK');
      const again = await inspectFile(bytes, 'a');
      expect(again.bytes).toEqual(bytes);
    });

  it('keeps a photograph the right way up, its colours and its scans', async () => {
    const { bytes } = await inspectFile(jpeg({ orientation: 6 }), 'a.jpg');
    const exif = latin1(bytes).indexOf('Exif\0\0MM');
    expect(exif).toBe(6);
    expect(bytes[exif + 6 + 19]).toBe(6);
    expect(latin1(bytes)).toContain('ICC_PROFILE');
    expect(latin1(bytes).split('\x01\x02\xff\x00\x03\xff\xd0\x04\x05')).toHaveLength(3);
    expect(latin1((await inspectFile(jpeg({ orientation: 1 }), 'a.jpg')).bytes)).not.toContain('Exif');
  });

  it('keeps of an animation how often it is repeated, and of a WebP the profile but no flag of metadata', async () => {
    expect(latin1((await inspectFile(gif(), 'a')).bytes)).toContain('NETSCAPE2.0');
    const { bytes } = await inspectFile(webp(), 'a');
    expect(latin1(bytes)).toContain('ICCP');
    expect(bytes[20]).toBe(0x20);
    expect(new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true)).toBe(bytes.length - 8);
  });

  it('blanks what a HEIC or a film says of where and when it was made, and moves nothing', async () => {
    for (const [given, type, kept] of [
      [heic(), 'image/heic', 'the pixels'],
      [mp4(), 'video/mp4', 'the film'],
    ] as const) {
      const { mediaType, bytes } = await inspectFile(given, 'a');
      expect([mediaType, bytes.length, latin1(bytes).indexOf(kept)]).toEqual([
        type,
        given.length,
        latin1(given).indexOf(kept),
      ]);
      expect(latin1(given)).toContain(SECRET);
      expect(latin1(bytes)).not.toContain(SECRET);
      expect((await inspectFile(bytes, 'a')).bytes).toEqual(bytes);
      await refused(Buffer.concat([given, Buffer.from('behind')]));
    }
  });

  it('takes texts in UTF-8 or UTF-16, and PDF', async () => {
    const words = 'Chào bạn\nmạng chậm & <3';
    const wide = new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(words, 'utf16le')]));
    for (const given of [text(words), wide])
      expect(await inspectFile(given, 'ghi chú.log')).toEqual({
        name: 'ghi chú.log',
        mediaType: 'text/plain',
        bytes: text(words),
      });
    expect(await inspectFile(PDF, 'hoá đơn.PDF')).toMatchObject({ name: 'hoá đơn.pdf', mediaType: 'application/pdf' });
  });

  it('refuses pages, drawings, scripts, programs and archives, whatever they are called', async () => {
    for (const words of [
      '<!DOCTYPE html><p>x',
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
      'chào <script>alert(1)</script>',
      '#!/bin/sh\nrm -rf /',
      '<?xml version="1.0"?><a/>',
      '<?php system($_GET["x"]);',
      'MZ\u0090\0',
      'PK\u0003\u0004',
      '\u007fELF',
    ])
      await refused(Buffer.from(words, 'latin1'));
    await refused(new Uint8Array());
    await refused(new Uint8Array(MAX_FILE_BYTES + 1).fill(97), 'a.txt');
  });

  it('refuses files of two types at once, and PDF with a program in it', async () => {
    const pdf = latin1(PDF);
    for (const both of [pdf + ZIP, pdf.replace('/Catalog', '/Catalog /OpenAction << /S /JavaScript >>')])
      await refused(Buffer.from(both, 'latin1'));
    const sound = 'ID3\x03\0\0\0\0\0\0<html><script>alert(1)</script>';
    await refused(Buffer.from(`${sound}\xff\xfb\x90\0`, 'latin1'));
    await refused(Buffer.from(`GIF89a/*${SECRET}*/=1;alert(1)`, 'latin1'));
  });

  it('refuses pictures that are made of nothing but beginnings', async () => {
    const table = Buffer.from([0xff, 0xdb, 0, 2]);
    await refused(Buffer.concat([Buffer.from([0xff, 0xd8]), ...Array(20_000).fill(table)]));
    const whole = Buffer.from(heic());
    const at = whole.indexOf('iloc') + 8;
    // Places that take no bytes, 65,535 of each item.
    whole.writeUInt16BE(0, at);
    for (let item = at + 4; item + 8 < whole.indexOf('idat'); item += 8) whole.writeUInt16BE(65_535, item + 6);
    await refused(whole);
  });

  it('refuses damaged pictures, and never throws anything else or takes long', async () => {
    const pictures = [...Object.values(PICTURES), heic, mp4].map((make) => make());
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...pictures),
        fc.nat(),
        fc.nat(255),
        fc.boolean(),
        async (whole, at, put, cut) => {
          const broken = cut ? whole.slice(0, at % whole.length) : new Uint8Array(whole);
          if (!cut) broken[at % whole.length] = put;
          const result = await inspectFile(broken, 'a').catch((error: unknown) => error);
          if (result instanceof Error) expect(result).toBeInstanceOf(InvalidInput);
        },
      ),
      { numRuns: 900, seed: 3 },
    );
  });
});

describe('what a file is called', () => {
  it('is a name without folders that ends as what it is', () => {
    const jpg = (name: string | null) => cleanFileName(name, 'image/jpeg');
    expect(jpg('../../etc/passwd')).toBe('passwd.jpg');
    expect(jpg('C:\\Users\\Lan\\ảnh.JPEG')).toBe('ảnh.jpeg');
    expect(jpg('hoá đơn.pdf.exe')).toBe('hoá đơn.pdf.exe.jpg');
    expect(jpg('gpj.\u202eexe')).toBe('gpj.exe.jpg');
    expect(jpg('con.jpg')).toBe('_con.jpg');
    expect(jpg(null)).toBe('file.jpg');
    expect(jpg('  ...  ')).toBe('file.jpg');
  });

  it('is short and harmless whatever is given', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.constantFrom(null, ...MEDIA_TYPES),
        (name, type) => {
          const clean = cleanFileName(name, type);
          expect([...clean].length).toBeLessThanOrEqual(106);
          expect(clean).not.toMatch(/[/\\:*?"<>|\p{Cc}\u202a-\u202e]|^\.|^$/u);
          expect(cleanFileName(clean, type)).toBe(clean);
        },
      ),
      { seed: 2 },
    );
  });
});
