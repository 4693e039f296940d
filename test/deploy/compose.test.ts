import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { COMPOSE, composeFile, exampleEnvironment, interpolate, ROOT, service, variables } from './compose-file.ts';
import { instructions } from './dockerfile.ts';

/** Of the linter, whose declarations are of no use here: their imports have no extensions. */
interface Message {
  rule: string;
  type: 'error' | 'warning';
  message: string;
}

const text = readFileSync(COMPOSE, 'utf8');
const version: string = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')).version;
const services = Object.entries(composeFile.services);
const programServices = ['app', 'worker'];
const oneShots = ['elasticsearch-users', 'dashboards'];
const secrets = variables().filter(({ required }) => required);
/** What `.env` is after its secrets were filled in as it says. */
const filled = { ...exampleEnvironment(), ...Object.fromEntries(secrets.map(({ name }) => [name, 'a1'.repeat(24)])) };

describe('compose.yaml against the Compose specification', () => {
  const folder = tempFolder();
  afterAll(() => folder.remove());

  /** What is wrong with a file by the schema of the specification and the linter's rules; its warnings are on style. */
  function problemsOf(path: string): string[] {
    const linter = new DCLinter({ rules: {}, quiet: false, debug: false, exclude: [] });
    const results: { messages: Message[] }[] = linter.lintFiles([path], false);
    const errors = results.flatMap(({ messages }) => messages).filter(({ type }) => type === 'error');
    return errors.map(({ rule, message }) => `${rule}: ${message}`);
  }

  it('is valid, and well made by the rules of its linter', () => {
    expect(problemsOf(COMPOSE)).toEqual([]);
  });

  it.each([
    ['a wrong key', 'invalid-schema', 'depends_on:', 'dependson:'],
    ['a wrong type', 'invalid-schema', "ports: ['127", "ports: [true, '127"],
    ['a wrong value', 'invalid-schema', 'service_healthy', 'healthy'],
    ['an image of any version', 'explicit-tag', 'redis:8.2.8-bookworm', 'redis'],
    ['a port for everybody', 'unbound-port', "ports: ['127.0.0.1:", "ports: ['"],
  ])('would not be with %s', (_, rule, from, to) => {
    const path = join(folder.path, 'compose.yaml');
    expect(text).toContain(from);
    writeFileSync(path, text.replace(from, to));
    expect(problemsOf(path)).toContainEqual(expect.stringContaining(rule));
  });
});

describe('the variables of compose.yaml', () => {
  it('are all in .env.example, with the same defaults', () => {
    const example = exampleEnvironment();
    for (const { name, required, fallback } of variables()) {
      expect(example, name).toHaveProperty(name);
      if (required) expect(example[name], `${name} is a secret: the example gives none`).toBe('');
      if (fallback) expect(example[name], name).toBe(fallback);
    }
    expect(secrets.length).toBeGreaterThan(5);
  });

  it('hold every password and key: the file has none', () => {
    for (const [name, { environment }] of services) {
      for (const [variable, value] of Object.entries(environment)) {
        if (/PASSWORD|KEY|AUTH/.test(variable))
          expect(value, `${name} ${variable}`).toMatch(/^\$\{[A-Z_]+:[?-][^}]*\}$/);
      }
    }
  });
});

describe('the environment that the program gets', () => {
  const image = new Map(instructions().flatMap(({ name, pairs }) => (name === 'ENV' ? pairs : [])));
  const known = [...readFileSync(`${ROOT}src/config.ts`, 'utf8').matchAll(/^ {2}([A-Z_]+):/gm)].map(
    (match) => match[1],
  );
  /** Not needed: the users have passwords, there is no TLS inside, and Chromium is where it is looked for. */
  const left = ['ELASTICSEARCH_API_KEY', 'ELASTICSEARCH_CA', 'PUPPETEER_EXECUTABLE_PATH'];

  it.each(programServices)('has each variable that it reads and no other: %s', (name) => {
    const given = [...Object.keys(service(name).environment), ...image.keys()].filter((key) => key !== 'NODE_ENV');
    expect([...given, ...left].sort()).toEqual([...known].sort());
  });

  it.each(programServices)('is accepted by it: %s', (name) => {
    const given = Object.entries(service(name).environment).map(([key, value]) => [key, interpolate(value, filled)]);
    const config = readConfig({ ...Object.fromEntries(image), ...Object.fromEntries(given) });
    expect(config).toMatchObject({ HOST: '0.0.0.0', PORT: 3000, DATA_DIR: '/data', TIME_ZONE: 'Asia/Ho_Chi_Minh' });
    for (const [key, host] of [
      ['DATABASE_URL', 'postgres'],
      ['REDIS_URL', 'redis'],
      ['ELASTICSEARCH_URL', 'elasticsearch'],
    ] as const) {
      const url = new URL(config[key] ?? '');
      expect([url.hostname, url.password]).toEqual([host, 'a1'.repeat(24)]);
      expect(composeFile.services).toHaveProperty(host);
    }
  });
});

describe('the services', () => {
  let images: string[];
  beforeAll(() => {
    images = services.map(([, { image }]) => image);
  });

  it('run images of one exact version, as the tests and package.json name them', () => {
    for (const image of images) expect(image).toMatch(/^[a-z./-]+:\d+\.\d+(?:\.\d+)?(?:-[a-z]+)?$/);
    expect(images.filter((image) => image.startsWith('langnghe:'))).toEqual(Array(4).fill(`langnghe:${version}`));
    const tested = /^const VERSION = '(.+)';$/m.exec(readFileSync(`${ROOT}test/support/elasticsearch.ts`, 'utf8'))?.[1];
    expect(images).toContain(`docker.elastic.co/elasticsearch/elasticsearch:${tested}`);
    expect(images).toContain(`docker.elastic.co/kibana/kibana:${tested}`);
  });

  it('can be reached from this host only, and only the app and Kibana', () => {
    const published = services.filter(([, { ports }]) => ports !== undefined);
    expect(published.map(([name]) => name).sort()).toEqual(['app', 'kibana']);
    for (const [name, { ports }] of published) {
      for (const port of ports ?? []) expect(port, name).toMatch(/^127\.0\.0\.1:/);
    }
  });

  it('keep their stores in a network that leads nowhere', () => {
    expect(composeFile.networks.servers).toEqual({ internal: true });
    for (const name of ['postgres', 'redis', 'elasticsearch', ...oneShots]) {
      expect(service(name).networks, name).toEqual(['servers']);
    }
  });

  it('wait for what they need, which can say when it is ready or done', () => {
    for (const [name, { depends_on = {} }] of services) {
      for (const [needed, { condition }] of Object.entries(depends_on)) {
        const done = oneShots.includes(needed);
        expect(condition, `${name} on ${needed}`).toBe(done ? 'service_completed_successfully' : 'service_healthy');
        const { healthcheck, build } = service(needed);
        if (!done) expect(healthcheck?.test !== undefined || build !== undefined, needed).toBe(true);
        if (!done) expect(healthcheck?.disable, needed).toBeUndefined();
      }
    }
    // The image checks the API, which these do not serve.
    for (const name of oneShots) expect(service(name).healthcheck, name).toEqual({ disable: true });
  });

  it('come back after a crash unless their work is done once, and have memory limits', () => {
    for (const [name, { restart, deploy }] of services) {
      expect(restart, name).toBe(oneShots.includes(name) ? 'no' : 'unless-stopped');
      if (!oneShots.includes(name)) expect(deploy?.resources?.limits?.memory, name).toBeDefined();
    }
    expect(interpolate(service('worker').deploy?.replicas ?? '', filled)).toBe('2');
  });

  it('keep what must last in named volumes, each used', () => {
    const used = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0] ?? ''));
    expect([...new Set(used)].sort()).toEqual(Object.keys(composeFile.volumes).sort());
    // Since version 18 the image keeps a folder for each major version below this one.
    expect(service('postgres').image).toMatch(/^postgres:18\./);
    expect(service('postgres').volumes).toEqual(['postgres-data:/var/lib/postgresql']);
  });
});
