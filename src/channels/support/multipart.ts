import type { OutgoingFile } from '../channel.ts';

/** A form with a file, as the bytes of a request and the Content-Type that names their boundary. */
export async function multipart(
  fields: Readonly<Record<string, string>>,
  [field, file]: readonly [field: string, file: OutgoingFile],
): Promise<{ body: Uint8Array; contentType: string }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set(field, new Blob([new Uint8Array(file.bytes)], { type: file.mediaType }), file.name);
  const encoded = new Response(form);
  return {
    body: new Uint8Array(await encoded.arrayBuffer()),
    contentType: encoded.headers.get('content-type') ?? 'multipart/form-data',
  };
}
