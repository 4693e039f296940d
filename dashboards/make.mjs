import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { dashboards } from './describe.mjs';
import { exportFile } from './saved-objects.mjs';

/**
 * Writes the dashboards that are described in describe.mjs as files for Kibana's import, here in this folder.
 *
 *   node dashboards/make.mjs
 */

/** Each file's name and content; the same description always gives the same bytes. */
export const files = () => dashboards.map((dashboard) => ({ name: dashboard.file, content: exportFile(dashboard) }));

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const { name, content } of files()) {
    writeFileSync(new URL(name, import.meta.url), content);
    process.stdout.write(`${name}\n`);
  }
}
