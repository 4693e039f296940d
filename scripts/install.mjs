import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LOCK = join(ROOT, 'package-lock.json');
/** What npm keeps of the tree that it last installed. */
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');

/**
 * Whether the installed packages are not those of package-lock.json. Times answer it in most cases; after a fresh
 * checkout of the same lock file they mislead, so then the versions are compared.
 */
export function needsInstall() {
  const installed = statSync(INSTALLED, { throwIfNoEntry: false });
  if (installed === undefined) return true;
  return installed.mtimeMs < statSync(LOCK).mtimeMs && !hasLockedVersions();
}

/** @typedef {{ version?: string, optional?: boolean, dev?: boolean, devOptional?: boolean }} LockedPackage */

function hasLockedVersions() {
  const wanted = readPackages(LOCK);
  const present = readPackages(INSTALLED);
  return Object.entries(wanted).every(([path, { version, optional, dev, devOptional }]) => {
    if (path === '' || version === undefined) return true;
    const found = present[path];
    // Packages for other platforms, and for development in a production install, are rightly missing.
    return found === undefined ? Boolean(optional || dev || devOptional) : found.version === version;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage>}
 */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/** Installs the locked packages with `npm ci`, its progress on standard error; throws if it fails. */
export async function install() {
  process.stderr.write('Installing packages (npm ci), once and after updates ...\n');
  // Within `npm start` or `npm test` the same npm goes on; else the one on the PATH.
  const npm = process.env.npm_execpath;
  const isScript = npm !== undefined && /\.[cm]?js$/.test(npm);
  const [command, args] = isScript ? [process.execPath, [npm, 'ci']] : ['npm', ['ci']];
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && !isScript,
  });
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
  if (code !== 0) throw new Error('npm ci failed; its messages are above.');
}
