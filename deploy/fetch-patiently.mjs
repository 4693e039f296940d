/** Answers that say "not now": starting up, too much at once, or a proxy whose server is away. */
const LATER = new Set([408, 429, 502, 503, 504]);
const PAUSE_MS = 2000;
const ANSWER_MS = 60_000;

/**
 * @typedef {object} Patience
 * @property {number} waitMs how long a server may take until it is ready
 * @property {(line: string) => void} report told what is waited for, once for each reason
 * @property {typeof globalThis.fetch} [fetch]
 * @property {(ms: number) => Promise<unknown>} [sleep]
 * @property {() => number} [now] milliseconds
 */

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Why a request got no answer, in the words of the system if there are any: "connect ECONNREFUSED 127.0.0.1:5601".
 * @param {unknown} error
 */
function reasonOf(error) {
  const { message, cause } = /** @type {Error} */ (error);
  return cause instanceof Error ? cause.message || String(/** @type {NodeJS.ErrnoException} */ (cause).code) : message;
}

/**
 * Sends a request that may be repeated, until the server has an answer other than "not now"; that answer may be a
 * refusal. Throws when the time is over, with the last reason.
 * @param {string | URL} url
 * @param {RequestInit} init
 * @param {Patience} patience
 * @returns {Promise<Response>}
 */
export async function fetchPatiently(
  url,
  init,
  { waitMs, report, fetch = globalThis.fetch, sleep = pause, now = Date.now },
) {
  const deadline = now() + waitMs;
  const server = new URL(url).origin;
  let reason = '';
  for (;;) {
    const before = reason;
    try {
      const response = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_MS) });
      if (!LATER.has(response.status)) return response;
      reason = `it answers ${response.status} ${(await response.text()).slice(0, 200)}`.trim();
    } catch (error) {
      reason = reasonOf(error);
    }
    if (now() + PAUSE_MS > deadline) {
      throw new Error(`${server} was not ready within ${Math.round(waitMs / 1000)} s: ${reason}`);
    }
    if (reason !== before) report(`Waiting for ${server}: ${reason}`);
    await sleep(PAUSE_MS);
  }
}

/**
 * @param {string} user
 * @param {string} password
 */
export const basicAuth = (user, password) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
