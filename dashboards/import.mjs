import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { basicAuth, fetchPatiently } from '../deploy/fetch-patiently.mjs';

/**
 * Brings the dashboards into a Kibana: every *.ndjson of this folder, or the files named on the command line, replacing
 * what has the same ids there. Waits until Kibana is ready; ends with 1 if any object could not be imported.
 *
 *   KIBANA_URL=http://localhost:5601 KIBANA_USERNAME=elastic KIBANA_PASSWORD=... node dashboards/import.mjs [file...]
 */

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const WAIT_MS = 300_000;

/**
 * What Kibana answers to an import, as its API describes it.
 * @typedef {{ type: string, id?: string }} Reference
 * @typedef {{ type: string, message?: string, references?: Reference[] }} Failure
 * @typedef {{ type: string, id: string, meta?: { title?: string }, error: Failure }} Refused
 * @typedef {{ success: boolean, successCount: number, errors?: Refused[] }} Outcome
 */

/**
 * @typedef {object} Target
 * @property {string} url of Kibana, with its base path if it has one
 * @property {string | undefined} [username] none when Kibana asks for none
 * @property {string | undefined} [password]
 */

/** @param {Refused} refused */
function describeRefused({ type, id, meta, error }) {
  const name = meta?.title ? `${type} "${meta.title}" (${id})` : `${type} ${id}`;
  const missing = (error.references ?? []).map((reference) => `${reference.type} ${reference.id ?? ''}`.trim());
  const detail = missing.length > 0 ? `needs ${missing.join(', ')}, not in the file nor in Kibana` : error.message;
  return `${name}: ${error.type}${detail ? `: ${detail}` : ''}`;
}

/**
 * @param {number} status
 * @param {string} body
 */
function describeRefusal(status, body) {
  if (status === 401) return 'Kibana does not accept the user: check KIBANA_USERNAME and KIBANA_PASSWORD';
  if (status === 403) return 'the user may not manage saved objects in Kibana';
  let message = body.slice(0, 500);
  try {
    message = JSON.parse(body).message ?? message;
  } catch {
    // A proxy's page, most likely: shown as it is.
  }
  return `Kibana answers ${status}: ${message}`;
}

/**
 * @param {Response} response
 * @returns {Promise<{ count: number, problems: string[] }>}
 */
async function readOutcome(response) {
  const body = await response.text();
  if (!response.ok) return { count: 0, problems: [describeRefusal(response.status, body)] };
  /** @type {Outcome} */
  let outcome;
  try {
    outcome = JSON.parse(body);
  } catch {
    return { count: 0, problems: [`this is no answer of Kibana: ${body.slice(0, 200)}`] };
  }
  const problems = (outcome.errors ?? []).map(describeRefused);
  if (problems.length === 0 && outcome.success !== true)
    problems.push(`Kibana reports no success: ${body.slice(0, 500)}`);
  if (problems.length === 0 && outcome.successCount === 0) problems.push('it holds no objects');
  return { count: outcome.successCount, problems };
}

/**
 * Imports files one after the other; a bad one does not keep the others out.
 * @param {readonly string[]} files each complete in itself: with the data views that its dashboards need
 * @param {Target} target
 * @param {import('../deploy/fetch-patiently.mjs').Patience} patience
 * @returns {Promise<string[]>} what went wrong, a line each; empty when all is in Kibana
 */
export async function importDashboards(files, { url, username, password }, patience) {
  const base = url.replace(/\/*$/, '/');
  const headers = {
    'kbn-xsrf': 'langnghe',
    ...(username ? { Authorization: basicAuth(username, password ?? '') } : {}),
  };
  const uploads = files.map((file) => ({ name: basename(file), content: readFileSync(file) }));
  // Its routes exist before it can store anything; only its status tells.
  await fetchPatiently(new URL('api/status', base), { headers }, patience);
  const problems = [];
  for (const { name, content } of uploads) {
    const body = new FormData();
    body.set('file', new Blob([content], { type: 'application/ndjson' }), name);
    const address = new URL('api/saved_objects/_import?overwrite=true', base);
    const outcome = await readOutcome(await fetchPatiently(address, { method: 'POST', headers, body }, patience));
    patience.report(`${name}: ${outcome.count} objects imported`);
    problems.push(...outcome.problems.map((problem) => `${name}: ${problem}`));
  }
  return problems;
}

/** @param {readonly string[]} named */
function chooseFiles(named) {
  if (named.length > 0) return named;
  const found = readdirSync(FOLDER).filter((name) => name.endsWith('.ndjson'));
  if (found.length === 0) throw new Error(`There is no *.ndjson in ${FOLDER}`);
  return found.sort().map((name) => join(FOLDER, name));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { KIBANA_URL = 'http://localhost:5601', KIBANA_USERNAME, KIBANA_PASSWORD } = process.env;
  try {
    const problems = await importDashboards(
      chooseFiles(process.argv.slice(2)),
      { url: KIBANA_URL, username: KIBANA_USERNAME, password: KIBANA_PASSWORD },
      { waitMs: WAIT_MS, report: (line) => process.stdout.write(`${line}\n`) },
    );
    for (const problem of problems) process.stderr.write(`${problem}\n`);
    process.exitCode = problems.length > 0 ? 1 : 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
