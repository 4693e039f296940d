import express, { type Request, type Response } from 'express';
import { MAX_MESSAGE_BYTES, MAX_MESSAGE_FILES } from '../../care/files/file-rules.ts';
import { InvalidInput } from '../../errors.ts';
import { HttpRefusal } from '../problem.ts';

/** A form as it was sent. */
export interface SentForm {
  fields: Readonly<Record<string, string>>;
  files: readonly { name: string; bytes: Uint8Array }[];
}

const PLAIN = 'application/x-www-form-urlencoded';
const WITH_FILES = 'multipart/form-data';
const MAX_FIELDS = 65_536;

/** Reads a form of one of our pages. Throws HttpRefusal for other bodies and larger ones. */
export async function readForm(request: Request, withFiles: boolean): Promise<SentForm> {
  const type = request.headers['content-type'] ?? '';
  const wanted = withFiles ? WITH_FILES : PLAIN;
  if (type.split(';')[0]?.trim().toLowerCase() !== wanted)
    throw new HttpRefusal(415, `The form must be sent as ${wanted}.`);
  const limit = withFiles ? MAX_MESSAGE_BYTES + MAX_FIELDS : MAX_FIELDS;
  const body = await rawBody(request, limit);
  return withFiles
    ? readParts(body, type)
    : { fields: readFields(new URLSearchParams(body.toString('utf8'))), files: [] };
}

function rawBody(request: Request, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    express.raw({ limit, type: () => true })(request, request.res as Response, (error?: unknown) => {
      if (error === undefined) return resolve(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
      const large = error instanceof Error && 'status' in error && error.status === 413;
      reject(large ? new HttpRefusal(413, 'The form is too large.') : error);
    });
  });
}

/** What PostgreSQL can't keep is taken out; the first of several values counts. */
const clean = (value: string) => value.replace(/\0|\p{Surrogate}/gu, '');

function readFields(entries: Iterable<[string, string]>): Record<string, string> {
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of entries) fields[name] ??= clean(value);
  return fields;
}

async function readParts(body: Buffer, contentType: string): Promise<SentForm> {
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch (cause) {
    throw new InvalidInput('The form can’t be read.', [], { cause });
  }
  const words: [string, string][] = [];
  const files: { name: string; bytes: Uint8Array }[] = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') words.push([name, value]);
    // Browsers send an empty one where none was chosen.
    else if (value.size > 0 && files.length < 2 * MAX_MESSAGE_FILES)
      files.push({ name: clean(value.name), bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  return { fields: readFields(words), files };
}
