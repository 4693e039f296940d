import { accessSync, constants, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './children.mjs';

/** What Debian asks before its packages start a service; the answer 101 means no. */
const SERVICE_POLICY = '/usr/sbin/policy-rc.d';

/** @param {...string} names */
function onPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.some((name) => folders.some((folder) => folder !== '' && isExecutable(join(folder, name))));
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function hasPostgres() {
  const packaged = '/usr/lib/postgresql';
  const versions = existsSync(packaged) ? readdirSync(packaged) : [];
  return versions.some((version) => isExecutable(join(packaged, version, 'bin', 'initdb'))) || onPath('initdb');
}

function hasChromium() {
  const given = process.env.PUPPETEER_EXECUTABLE_PATH;
  return given ? isExecutable(given) : onPath('chromium', 'chromium-browser', 'google-chrome');
}

/** The outside programs that some tests need, by their Debian package. */
const tools = [
  { package: 'redis-server', present: () => onPath('redis-server'), needed: 'tests on a real Redis' },
  { package: 'postgresql', present: hasPostgres, needed: 'tests on a real PostgreSQL' },
  { package: 'chromium', present: hasChromium, needed: 'tests in a browser' },
  {
    package: 'fonts-noto-core',
    present: () => process.platform !== 'linux' || existsSync('/usr/share/fonts/truetype/noto'),
    needed: 'printed pages with Vietnamese letters',
  },
];

const missingTools = () => tools.filter((tool) => !tool.present());

/** Removes what `installTools` put in place for its duration; harmless when there is nothing. */
export function removeServicePolicy() {
  if (placedPolicy) rmSync(SERVICE_POLICY, { force: true });
  placedPolicy = false;
}
let placedPolicy = false;

/** @param {readonly string[]} packages */
async function installPackages(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  if (!existsSync(SERVICE_POLICY)) {
    writeFileSync(SERVICE_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
    placedPolicy = true;
  }
  try {
    if ((await run('apt-get', ['update', '-q'], { env })) !== 0) process.stdout.write('apt-get update failed.\n');
    await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages], { env });
  } finally {
    removeServicePolicy();
  }
}

/**
 * Installs the missing tools where that is possible without asking (as root on Debian), starting no service, and says
 * which tests will be skipped for want of the rest.
 */
export async function installTools() {
  const packages = missingTools().map((tool) => tool.package);
  const isRoot = process.getuid?.() === 0;
  if (packages.length > 0 && isRoot && onPath('apt-get')) {
    process.stdout.write(`Installing what some tests need: ${packages.join(', ')}\n`);
    await installPackages(packages);
  }
  for (const tool of missingTools()) {
    const remedy = onPath('apt-get')
      ? `sudo apt-get install --no-install-recommends ${tool.package}`
      : `install ${tool.package} and put it on the PATH`;
    process.stdout.write(`SKIPPED: ${tool.needed}: ${tool.package} is missing (${remedy})\n`);
  }
}
