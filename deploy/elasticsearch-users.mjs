import { pathToFileURL } from 'node:url';
import { basicAuth, fetchPatiently } from './fetch-patiently.mjs';

/**
 * Gives Elasticsearch the users that are not the superuser: Kibana's own and the program's, which may do what it likes
 * with its own indices, and nothing else. Doing it again is harmless, and brings changed passwords.
 */

const ROLE = {
  cluster: ['monitor', 'manage_index_templates'],
  indices: [{ names: ['langnghe-*'], privileges: ['all'] }],
};

/**
 * @param {{ url: string, superuserPassword: string, kibanaPassword: string, programPassword: string }} access
 * @param {import('./fetch-patiently.mjs').Patience} patience
 */
export async function prepareUsers({ url, superuserPassword, kibanaPassword, programPassword }, patience) {
  const headers = { Authorization: basicAuth('elastic', superuserPassword), 'Content-Type': 'application/json' };
  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} body
   */
  const send = async (method, path, body) => {
    const request = { method, headers, body: JSON.stringify(body) };
    const response = await fetchPatiently(new URL(`/_security/${path}`, url), request, patience);
    if (response.ok) return patience.report(`Done: ${method} /_security/${path}`);
    const hint = response.status === 401 ? ' (is ELASTIC_PASSWORD the one of its first start?)' : '';
    throw new Error(
      `Elasticsearch refused ${method} /_security/${path}: ${response.status} ${await response.text()}${hint}`,
    );
  };
  await send('POST', 'user/kibana_system/_password', { password: kibanaPassword });
  await send('PUT', 'role/langnghe', ROLE);
  await send('PUT', 'user/langnghe', { password: programPassword, roles: ['langnghe'] });
}

/** @param {string} name */
function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await prepareUsers(
      {
        url: required('ELASTICSEARCH_URL'),
        superuserPassword: required('ELASTIC_PASSWORD'),
        kibanaPassword: required('KIBANA_SYSTEM_PASSWORD'),
        programPassword: required('ELASTICSEARCH_PASSWORD'),
      },
      { waitMs: 120_000, report: (line) => process.stdout.write(`${line}\n`) },
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
