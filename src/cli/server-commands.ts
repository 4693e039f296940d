import type { Command } from 'commander';
import { type AppOptions, startApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { InvalidInput } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { diagnose } from './doctor.ts';
import type { Io } from './io.ts';
import { carryOut } from './record-commands.ts';

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const stop = (signal: NodeJS.Signals) => {
      for (const again of ['SIGINT', 'SIGTERM'] as const) process.once(again, () => process.exit(1));
      resolve(signal);
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  });
}

async function runUntilStopped(io: Io, options: Omit<AppOptions, 'config' | 'logger' | 'carryOut'>): Promise<void> {
  const config = readConfig(io.env);
  const logger = createLogger(config.LOG_LEVEL);
  const stopped = stopSignal();
  const app = await startApp({ ...options, config, logger, carryOut });
  io.stdout.write(app.greeting);
  const signal = await stopped;
  logger.info({ signal }, 'stopping: running jobs are finished first');
  await app.close();
  logger.info('stopped');
}

/** `start`, `worker` and `doctor`. */
export function addServerCommands(program: Command, io: Io): void {
  program
    .command('start')
    .description('serve API and console, and do the work of the queues')
    .option('--demo', 'also serve a sample forum, feed, Page, app stores and video channel, and listen to them')
    .option('--no-work', 'serve only; `langnghe worker` processes do the work')
    .action((options: { demo?: boolean; work: boolean }) =>
      runUntilStopped(io, { command: 'langnghe start', serve: true, work: options.work, demo: options.demo === true }),
    );
  program
    .command('worker')
    .description('do the work of the queues, without API: any number of these on the same servers')
    .option('--collect <number>', 'sources collected at once', '4')
    .option('--metrics', 'also answer /health/live, /health/ready and /metrics, at HOST and PORT')
    .action((options: { collect: string; metrics?: boolean }) => {
      const collectConcurrency = Number(options.collect);
      if (!Number.isInteger(collectConcurrency) || collectConcurrency < 1) {
        throw new InvalidInput('--collect takes a whole number from 1');
      }
      return runUntilStopped(io, {
        command: 'langnghe worker',
        serve: options.metrics === true ? 'metrics' : false,
        work: true,
        demo: false,
        collectConcurrency,
      });
    });
  program
    .command('doctor')
    .description('say what is installed and reachable, and how to mend what is not')
    .action(async () => {
      const checks = await diagnose(readConfig(io.env));
      for (const { ok, name, detail, remedy } of checks) {
        io.stdout.write(
          `${ok ? 'ok  ' : 'FAIL'} ${name}: ${detail}\n${ok || remedy === undefined ? '' : `     → ${remedy}\n`}`,
        );
      }
      if (checks.some((check) => !check.ok)) process.exitCode = 1;
    });
}
