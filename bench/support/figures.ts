/** One line of a bench's table: what was measured, how much, and the limit that it must keep. */
export interface Figure {
  name: string;
  value: number | string;
  unit?: string;
  limit?: string;
}

/** Prints figures as a table with a heading. */
export function printFigures(title: string, figures: readonly Figure[]): void {
  const shown = figures.map(({ name, value, unit = '', limit = '' }) => {
    const number = typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 2 }) : value;
    return [name, `${number} ${unit}`.trim(), limit] as const;
  });
  const width = (column: 0 | 1) => Math.max(...shown.map((row) => row[column].length));
  const lines = shown.map(([name, value, limit]) =>
    `${name.padEnd(width(0))}  ${value.padStart(width(1))}  ${limit}`.trimEnd(),
  );
  process.stdout.write(`\n${title}\n${'-'.repeat(title.length)}\n${lines.join('\n')}\n`);
}

/** The value below which a share of the values lies; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Waits until `done` gives true, asking every `everyMs`; throws after `limitMs`. */
export async function until(done: () => Promise<boolean>, limitMs: number, everyMs = 250): Promise<void> {
  for (const deadline = Date.now() + limitMs; !(await done()); ) {
    if (Date.now() > deadline) throw new Error(`not done after ${limitMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
