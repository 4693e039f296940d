import pg from 'pg';

/** The oldest PostgreSQL that the records work on. */
const OLDEST = 14;
const CONNECT_MS = 5000;

/** The version of a server, e.g. "15.18"; throws when it can't be reached or is too old. Changes nothing. */
export async function postgresVersion(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_MS });
  // A connection that breaks while it is closed must not end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    const version = rows[0]?.server_version ?? 'unknown';
    if (Number.parseInt(version, 10) < OLDEST) {
      throw new Error(`version ${version} is too old: ${OLDEST} or newer is needed`);
    }
    return version;
  } finally {
    await client.end().catch(() => undefined);
  }
}
