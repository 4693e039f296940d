import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findJdk, hasMaven } from './java.ts';
import { freePort } from './postgres.ts';
import { tempFolder } from './temp-folder.ts';

/** A throw-away Elasticsearch node on 127.0.0.1, security off. */
export interface ElasticsearchServer {
  url: string;
  /** Ends the node at once; `start` brings it back on the same port with the same data. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

const VERSION = '9.5.3';
const RECIPE = fileURLToPath(new URL('./elasticsearch-node/', import.meta.url));
const CACHE = fileURLToPath(new URL(`../../.cache/elasticsearch-${VERSION}/`, import.meta.url));
const MIN_JAVA = 21;

/** Why no node can be started here, or null when one can. */
export function elasticsearchUnavailable(): string | null {
  if (findJdk(MIN_JAVA) === undefined) return `no JDK ${MIN_JAVA} or newer was found (set JAVA_HOME)`;
  return hasMaven() || existsSync(join(CACHE, 'ready')) ? null : 'Maven is not installed (mvn on the PATH)';
}

/** Brings the jars and compiles the launcher, once a checkout. */
function prepare(jdk: string): void {
  if (existsSync(join(CACHE, 'ready'))) return;
  const copy = (pom: string, folder: string) =>
    execFileSync(
      'mvn',
      ['-B', '-q', '-f', join(RECIPE, pom), 'dependency:copy-dependencies', `-DoutputDirectory=${join(CACHE, folder)}`],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
  copy('pom.xml', 'lib');
  copy('transport-netty4.xml', 'http');
  const module = join(CACHE, 'modules/transport-netty4');
  mkdirSync(module, { recursive: true });
  const jars = readdirSync(join(CACHE, 'http')).filter((jar) =>
    /^(netty-|transport-netty4-|elasticsearch-ssl-config-)/.test(jar),
  );
  for (const jar of jars) cpSync(join(CACHE, 'http', jar), join(module, jar));
  const plugin = jars.find((jar) => jar.startsWith('transport-netty4-')) ?? '';
  execFileSync(join(jdk, 'bin/jar'), ['--extract', '--file', join(module, plugin), 'META-INF/es-plugins'], {
    cwd: CACHE,
  });
  const descriptor = 'META-INF/es-plugins/transport-netty4/plugin-descriptor.properties';
  cpSync(join(CACHE, descriptor), join(module, 'plugin-descriptor.properties'));
  execFileSync(join(jdk, 'bin/javac'), [
    '-cp',
    join(CACHE, 'lib/*'),
    '-d',
    join(CACHE, 'classes'),
    join(RECIPE, 'Launch.java'),
  ]);
  writeFileSync(join(CACHE, 'ready'), '');
}

/** A node's home: settings and data of its own, the cached module by link. */
function makeHome(home: string, port: number, transportPort: number): void {
  for (const folder of ['config', 'plugins', 'logs']) mkdirSync(join(home, folder), { recursive: true });
  symlinkSync(join(CACHE, 'modules'), join(home, 'modules'));
  cpSync(join(RECIPE, 'log4j2.properties'), join(home, 'config/log4j2.properties'));
  const settings = [
    'cluster.name: langnghe-test',
    'discovery.type: single-node',
    'network.host: 127.0.0.1',
    `http.port: ${port}`,
    `transport.port: ${transportPort}`,
    'cluster.routing.allocation.disk.threshold_enabled: false',
  ];
  writeFileSync(join(home, 'config/elasticsearch.yml'), `${settings.join('\n')}\n`);
}

function launch(jdk: string, home: string): ChildProcess {
  const heap = process.env.ES_HEAP ?? '512m';
  const native = 'ALL-UNNAMED,org.elasticsearch.nativeaccess,org.apache.lucene.core';
  const modules = 'jdk.incubator.vector,ALL-MODULE-PATH,jdk.net,jdk.management';
  const args = [`-Xms${heap}`, `-Xmx${heap}`, `--enable-native-access=${native}`, '-p', join(CACHE, 'lib')];
  args.push('--add-modules', modules, '-Djava.awt.headless=true', '-cp', join(CACHE, 'classes'), 'Launch', home);
  return spawn(join(jdk, 'bin/java'), args, { stdio: 'ignore' });
}

export async function startElasticsearch(): Promise<ElasticsearchServer> {
  const jdk = findJdk(MIN_JAVA);
  if (jdk === undefined) throw new Error(elasticsearchUnavailable() ?? 'no JDK');
  prepare(jdk);
  const folder = tempFolder();
  const port = await freePort();
  makeHome(folder.path, port, await freePort());
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const stop = async () => {
    const running = child;
    child = undefined;
    if (running === undefined || running.exitCode !== null) return;
    const exited = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await exited;
  };
  const start = async () => {
    child = launch(jdk, folder.path);
    await answering(url, child);
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    start,
    stop,
    remove: async () => {
      await stop();
      rmSync(folder.path, { recursive: true, force: true });
    },
  };
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + 90_000; ; ) {
    const answer = await fetch(`${url}/_cluster/health`).catch(() => undefined);
    if (answer?.ok) return;
    if (child.exitCode !== null) throw new Error(`Elasticsearch ended with code ${child.exitCode}`);
    if (Date.now() > deadline) throw new Error('Elasticsearch did not start within 90 s');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
