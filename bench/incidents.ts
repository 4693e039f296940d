import { burstFigures } from '../test/support/burst-figures.ts';
import { complaintHistory } from '../test/support/complaint-history.ts';
import { printFigures } from './support/figures.ts';

/**
 * How well bursts of complaints are told from what is usual: half a year of 60 places with 300 planted events.
 * `npm run bench -- incidents [seed]`
 */
export async function run([seed = '1']: string[]): Promise<void> {
  const started = performance.now();
  const { precision, recall, medianDelayHours, alarms, looks } = burstFigures(
    complaintHistory({ seed: Number(seed), days: 180, places: 60, events: 300 }),
  );
  printFigures('bursts of complaints in generated history', [
    { name: 'precision', value: precision },
    { name: 'recall', value: recall },
    { name: 'median delay', value: medianDelayHours, unit: 'h' },
    { name: 'alarms', value: alarms },
    { name: 'a look', value: ((performance.now() - started) / looks) * 1000, unit: 'µs' },
  ]);
}
