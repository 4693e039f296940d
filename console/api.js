/** A refused request: `status` of HTTP (0: no answer) and the problem's words. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** What a problem document says, field by field. */
function wordsOf(problem, status) {
  const fields = (problem?.errors ?? problem?.fields ?? []).map((each) => `${each.path}: ${each.message}`);
  return [problem?.detail ?? problem?.title ?? `HTTP ${status}`, ...fields].join(' ');
}

/** Asks the API; gives the body and the ETag. Throws Refused. */
export async function ask(method, path, body, headers = {}) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  } catch (cause) {
    throw Object.assign(new Refused(0, ''), { cause });
  }
  const text = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : undefined;
  if (!response.ok) throw new Refused(response.status, wordsOf(json, response.status));
  return { body: json, etag: response.headers.get('etag') };
}

export const get = async (path) => (await ask('GET', path)).body;
