import { runProgram } from './cli/program.ts';
import { describeError, InvalidInput, PublicError } from './errors.ts';

/** The command line. Exit codes: 0 done, 1 failed, 2 wrong usage. */
try {
  const { stdin, stdout, stderr, env } = process;
  const code = await runProgram(process.argv.slice(2), { stdin, stdout, stderr, env });
  process.exitCode ||= code;
} catch (error) {
  const text = error instanceof PublicError ? describeError(error) : String((error as Error)?.stack ?? error);
  process.stderr.write(`langnghe: ${text}\n`);
  process.exitCode = error instanceof InvalidInput ? 2 : 1;
}
