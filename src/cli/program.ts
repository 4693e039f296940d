import { Command, CommanderError, Option } from 'commander';
import { role } from '../domain/person.ts';
import { VERSION } from '../version.ts';
import { addAnalysisCommands } from './analysis-commands.ts';
import { addBackupCommands } from './backup-commands.ts';
import { addImportCommand } from './import-command.ts';
import type { Io } from './io.ts';
import { addPreviewCommand } from './preview-command.ts';
import { runOnRecords } from './run-on-records.ts';
import { addSecretsCommand } from './secrets-command.ts';
import { addServerCommands } from './server-commands.ts';

function addTokenCommands(program: Command, io: Io): void {
  const token = program.command('token').description('bearer tokens for machines: create, list, revoke');
  token
    .command('create')
    .description('make a token and print it: it is shown this once')
    .addOption(new Option('--role <role>', 'what it may do').choices(role.options).makeOptionMandatory())
    .requiredOption('--name <name>', 'who uses it, to recognise it later')
    .action((options) => runOnRecords(io, 'token create', options));
  token
    .command('list')
    .description('the tokens in use')
    .action(() => runOnRecords(io, 'token list', {}));
  token
    .command('revoke <name>')
    .description('end every token of this name')
    .action((name) => runOnRecords(io, 'token revoke', { name }));
}

function addUserCommands(program: Command, io: Io): void {
  const user = program.command('user').description('people who sign in: create, list, password, disable, enable');
  const password = new Option('--password <password>', 'otherwise a random one is made and printed').env(
    'NEW_PASSWORD',
  );
  user
    .command('create')
    .description('add a user')
    .requiredOption('--email <address>', 'the address to sign in with')
    .requiredOption('--name <name>', 'the name that colleagues see')
    .addOption(new Option('--role <role>', 'what they may do').choices(role.options).makeOptionMandatory())
    .addOption(password)
    .action((options) => runOnRecords(io, 'user create', options));
  user
    .command('list')
    .description('all users')
    .action(() => runOnRecords(io, 'user list', {}));
  user
    .command('password <email>')
    .description('set a new password; signs the user out everywhere')
    .addOption(password)
    .action((email, options) => runOnRecords(io, 'user password', { email, ...options }));
  for (const act of ['disable', 'enable'] as const) {
    user
      .command(`${act} <email>`)
      .description(act === 'disable' ? 'sign a user out and keep them out' : 'let a user in again')
      .action((email) => runOnRecords(io, `user ${act}`, { email }));
  }
}

/** The whole command line; results go to standard output, everything else to standard error. */
export function createProgram(io: Io): Command {
  const program = new Command('langnghe')
    .description('Lắng nghe: social listening and customer care, Vietnamese first')
    .version(VERSION)
    .showHelpAfterError('(see --help)')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) });
  addServerCommands(program, io);
  program
    .command('collect <source>')
    .description('collect one source (id or name) now, read what is new, and print the run')
    .action((source) => runOnRecords(io, 'collect', { source }));
  program
    .command('reindex')
    .description('build the search index anew from the records, beside the old one, and switch over')
    .action(() => runOnRecords(io, 'reindex', {}));
  program
    .command('reread')
    .description(
      'read all mentions anew with the models and the threshold in use (the running program does it by itself)',
    )
    .option('--since <date>', 'only mentions from then on, as 2026-01-31')
    .action((options) => runOnRecords(io, 'reread', options));
  program
    .command('export')
    .description('`export gold`: the texts that people corrected')
    .command('gold')
    .description('write the corrected texts as JSON lines, for evaluate and train --own')
    .option('--since <date>', 'only what was corrected from then on, as 2026-01-31')
    .action((options) => runOnRecords(io, 'export gold', options));
  addPreviewCommand(program, io);
  addImportCommand(program, io);
  addAnalysisCommands(program, io);
  program
    .command('report')
    .description('`report daily`: the complaint report of a day')
    .command('daily')
    .description('the complaint report of one day')
    .option('--date <date>', 'the day, as 2026-01-31 (default: yesterday)')
    .addOption(new Option('--format <format>', 'json, or a printable page').choices(['json', 'html']).default('json'))
    .action((options) => runOnRecords(io, 'report daily', options));
  addBackupCommands(program, io);
  addSecretsCommand(program, io);
  addTokenCommands(program, io);
  addUserCommands(program, io);
  program
    .command('audit')
    .description('`audit verify`: whether the audit trail is whole')
    .command('verify')
    .description('check the chain of hashes of the audit trail, and say where it breaks')
    .option('--head <sequence:hash>', 'a head printed by an earlier run, which must still be part of the chain')
    .action((options) => runOnRecords(io, 'audit verify', options));
  return program;
}

/** Runs one command line; gives the exit code: 0 done, 1 failed, 2 wrong usage. */
export async function runProgram(argv: readonly string[], io: Io): Promise<number> {
  try {
    await createProgram(io).parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}
