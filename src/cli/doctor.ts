import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { openAnalyser } from '../app.ts';
import type { Config } from '../config.ts';
import { describeError } from '../errors.ts';
import { redisVersion } from '../queue/probe.ts';
import { findHolder } from '../storage/data-lock.ts';
import { postgresVersion } from '../storage/probe.ts';

/** One thing that was looked at. `remedy` says how to mend it. */
export interface Check {
  name: string;
  ok: boolean;
  detail: string;
  remedy?: string;
}

async function check(name: string, remedy: string, look: () => Promise<string> | string): Promise<Check> {
  try {
    return { name, ok: true, detail: await look() };
  } catch (error) {
    return { name, ok: false, detail: describeError(error), remedy };
  }
}

const checkData = (config: Config) =>
  check('Data folder', 'Set DATA_DIR to a folder that this user may write to.', async () => {
    await mkdir(config.DATA_DIR, { recursive: true, mode: 0o700 });
    await access(config.DATA_DIR, constants.W_OK);
    const holder = await findHolder(config.DATA_DIR);
    return holder === null
      ? `${config.DATA_DIR} can be written to, and nobody has it open`
      : `${config.DATA_DIR} is in use by process ${holder.pid} (${holder.command})`;
  });

const checkPostgres = (url: string) =>
  check(
    'PostgreSQL',
    'Is the server running, and is DATABASE_URL right (host, port, user, password, database)?',
    async () => {
      return `version ${await postgresVersion(url)} answers`;
    },
  );

const checkRedis = (url: string) =>
  check('Redis', 'Is the server running, and is REDIS_URL right (host, port, password)?', async () => {
    return `version ${await redisVersion(url)} answers`;
  });

const checkPort = (config: Config) =>
  check('Port', 'Stop the program that has it, or set PORT to another one.', async () => {
    const holder = config.DATABASE_URL === undefined ? await findHolder(config.DATA_DIR) : null;
    if (holder !== null) return `${config.PORT}: not tried, process ${holder.pid} is running`;
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(config.PORT, config.HOST, resolve);
    });
    await new Promise((resolve) => server.close(resolve));
    return `${config.HOST}:${config.PORT} is free`;
  });

const checkChromium = (config: Config) =>
  check('Browser', 'Install Chromium (Debian: apt install chromium) or set PUPPETEER_EXECUTABLE_PATH.', async () => {
    const places = [
      config.PUPPETEER_EXECUTABLE_PATH,
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
    ];
    for (const place of places.filter((path) => path !== undefined)) {
      if (
        await access(place, constants.X_OK).then(
          () => true,
          () => false,
        )
      )
        return place;
    }
    throw new Error('none found; pages that need a browser and PDF reports will not work');
  });

const checkModels = (config: Config) =>
  check('Language models', 'Install again: the files of src/analysis/models are missing or damaged.', () => {
    const started = performance.now();
    const { version } = openAnalyser(config).analyse('mạng chậm quá');
    return `version ${version}, loaded in ${Math.round(performance.now() - started)} ms`;
  });

/** Looks at everything that this configuration needs. Reaches the configured servers, changes nothing. */
export async function diagnose(config: Config): Promise<Check[]> {
  const node = { name: 'Node', ok: true, detail: process.version };
  return [
    node,
    await checkModels(config),
    await (config.DATABASE_URL === undefined ? checkData(config) : checkPostgres(config.DATABASE_URL)),
    ...(config.REDIS_URL === undefined ? [] : [await checkRedis(config.REDIS_URL)]),
    await checkPort(config),
    await checkChromium(config),
  ];
}
