#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';

/**
 * Starts the program. In a checkout it first installs and builds what is missing or out of date; a packaged copy has only
 * dist/. Says so on standard error: standard output belongs to the program's results.
 */

const inPackage = (/** @type {string} */ path) => new URL(`../${path}`, import.meta.url);

function checkNode() {
  const minimum = JSON.parse(readFileSync(inPackage('package.json'), 'utf8')).engines.node.replace('>=', '');
  const order = process.versions.node.localeCompare(minimum, 'en', { numeric: true });
  if (order >= 0) return;
  throw new Error(`Lắng nghe needs Node.js ${minimum} or newer; this is ${process.version}. See https://nodejs.org/`);
}

async function prepare() {
  if (!existsSync(inPackage('src'))) return;
  const { needsInstall, install } = await import('../scripts/install.mjs');
  if (needsInstall()) await install();
  const { isStale, build } = await import('../scripts/build.mjs');
  if (!isStale()) return;
  process.stderr.write('Building ...\n');
  await build();
}

try {
  checkNode();
  await prepare();
} catch (error) {
  process.stderr.write(`langnghe: ${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
// In this very process, so that signals, streams and the exit code are the program's own.
await import(inPackage('dist/main.js').href);
