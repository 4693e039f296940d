import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A fresh folder that disappears with `remove`. */
export function tempFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'langnghe-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
