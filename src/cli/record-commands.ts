import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, isAbsolute } from 'node:path';
import { z } from 'zod';
import { hashPassword, newPassword } from '../api/passwords.ts';
import { fieldProblems } from '../api/validation.ts';
import type { Core } from '../app.ts';
import type { AuditAct } from '../domain/audit.ts';
import { role, userInput } from '../domain/person.ts';
import { Conflict, InvalidInput } from '../errors.ts';
import { analyseMentions } from '../pipeline/analyse.ts';
import { collectSource } from '../pipeline/collect.ts';
import { FIELDS } from '../pipeline/imports/columns.ts';
import { formatOf } from '../pipeline/imports/import-file.ts';
import { MAX_FILE_BYTES } from '../pipeline/imports/table.ts';
import { reindexMentions } from '../pipeline/index-mentions.ts';
import { reindexTickets } from '../pipeline/index-tickets.ts';
import { triageMentions } from '../pipeline/triage.ts';
import { verifyAudit } from '../pipeline/verify-audit.ts';
import { dailyReport } from '../reports/daily.ts';
import { renderDailyReport } from '../reports/daily-html.ts';
import { lastFullDay } from '../reports/day.ts';
import { appendAudit } from '../storage/audit.ts';
import { backUp } from '../storage/backup.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { countMentions } from '../storage/mentions.ts';
import {
  changeUser,
  createToken,
  createUser,
  findUserByEmail,
  listTokens,
  listUsers,
  revokeTokens,
  type UserChange,
} from '../storage/people.ts';
import { listRuns } from '../storage/runs.ts';
import { findSourceByName } from '../storage/sources.ts';
import { goldCommand, rereadCommand, sinceInput } from './learning-commands.ts';

/**
 * The commands that work on the records. Each takes a JSON value and gives what is printed on standard output, so that
 * a server that has the embedded records open can carry them out for a second process.
 */
export type RecordCommand = (core: Core, input: unknown, say: (progress: string) => void) => Promise<string>;

function command<T>(
  schema: z.ZodType<T>,
  run: (core: Core, input: T, say: (progress: string) => void) => Promise<string>,
): RecordCommand {
  return async (core, input, say) => {
    const parsed = schema.safeParse(input);
    if (parsed.success) return run(core, parsed.data, say);
    const fields = fieldProblems(parsed.error);
    throw new InvalidInput(fields.map(({ path, message }) => `${path} ${message}`).join('; '), fields);
  };
}

const lines = (rows: readonly (readonly unknown[])[]) => rows.map((row) => `${row.join('\t')}\n`).join('');

const email = userInput.shape.email;

/** Who uses the command line has the records in hand; it is noted all the same. */
const auditCommand = (
  tx: Database,
  now: Date,
  act: AuditAct,
  subject: { kind: string; id: string | null },
  details: Record<string, unknown>,
) =>
  appendAudit(tx, {
    at: now,
    actor: { kind: 'system', id: null, name: 'command line' },
    ip: null,
    act,
    subject,
    details,
  });

const changeByEmail = ({ db, clock }: Core, email: string, change: UserChange, details: Record<string, unknown>) =>
  inTransaction(db, async (tx) => {
    const { id } = await findUserByEmail(tx, email);
    await changeUser(tx, id, change, clock.now());
    await auditCommand(tx, clock.now(), 'user.changed', { kind: 'user', id }, details);
  });

const switchUser = (disabled: boolean) =>
  command(z.object({ email }), async (core, input) => {
    await changeByEmail(core, input.email, { disabled }, { disabled });
    return '';
  });

/** A chain's head as it is printed and given back: sequence and hash. */
const chainHead = z
  .string()
  .regex(/^\d{1,15}:[0-9a-f]{64}$/, 'must be a sequence and a hash as printed by an earlier run, such as 120:9f…')
  .transform((text) => {
    const [sequence = '', hash = ''] = text.split(':');
    return { sequence: Number(sequence), hash };
  });

const recordCommands: Record<string, RecordCommand> = {
  'token create': command(z.object({ name: z.string().min(1), role }), async ({ db, clock }, { name, role }) => {
    const token = `langnghe_${randomBytes(32).toString('base64url')}`;
    await inTransaction(db, async (tx) => {
      await createToken(tx, { name, role, secret: token }, clock.now());
      await auditCommand(tx, clock.now(), 'token.created', { kind: 'token', id: null }, { name, role });
    });
    return `${token}\n`;
  }),

  'token list': command(z.object({}), async ({ db }) => {
    const tokens = await listTokens(db);
    return lines(
      tokens.map((token) => [
        token.name,
        token.role,
        token.createdAt.toISOString(),
        token.lastUsedAt?.toISOString() ?? 'never used',
      ]),
    );
  }),

  'token revoke': command(z.object({ name: z.string() }), async ({ db, clock }, { name }) => {
    const revoked = await inTransaction(db, async (tx) => {
      const count = await revokeTokens(tx, name, clock.now());
      if (count > 0) await auditCommand(tx, clock.now(), 'token.revoked', { kind: 'token', id: null }, { name, count });
      return count;
    });
    if (revoked === 0) throw new InvalidInput(`There is no token named “${name}”: see langnghe token list.`);
    return '';
  }),

  'user create': command(
    z.object({ email, name: z.string().min(1), role, password: userInput.shape.password.optional() }),
    async ({ db, clock }, input) => {
      const password = input.password ?? newPassword();
      const passwordHash = await hashPassword(password);
      const { email, name, role } = input;
      await inTransaction(db, async (tx) => {
        const { id } = await createUser(tx, { email, name, role, team: null, passwordHash }, clock.now());
        await auditCommand(tx, clock.now(), 'user.created', { kind: 'user', id }, { email, name, role });
      });
      return input.password === undefined ? `${password}\n` : '';
    },
  ),

  'user list': command(z.object({}), async ({ db }) =>
    lines(
      (await listUsers(db)).map((user) => [user.email, user.role, user.name, user.disabled ? 'disabled' : 'active']),
    ),
  ),

  'user password': command(z.object({ email, password: userInput.shape.password.optional() }), async (core, input) => {
    const password = input.password ?? newPassword();
    const change = { passwordHash: await hashPassword(password) };
    await changeByEmail(core, input.email, change, { password: 'changed' });
    return input.password === undefined ? `${password}\n` : '';
  }),

  'user disable': switchUser(true),

  'user enable': switchUser(false),

  'audit verify': command(z.object({ head: chainHead.optional() }), async ({ db }, { head: earlier }) => {
    const { head, breaks } = await verifyAudit(db, earlier);
    if (breaks.length === 0) return `${head.sequence} entries, whole. Head: ${head.sequence}:${head.hash}\n`;
    const places = breaks.slice(0, 20).map(({ sequence, reason }) => `entry ${sequence} is ${reason}`);
    const more = breaks.length > 20 ? `, and ${breaks.length - 20} more` : '';
    throw new Conflict(`The audit trail does not hold: ${places.join(', ')}${more}.`);
  }),

  collect: command(z.object({ source: z.string() }), async ({ db, clock, pipelineDeps }, input) => {
    const source = await findSourceByName(db, input.source, clock.now());
    const { signal } = new AbortController();
    await collectSource({ ...pipelineDeps, wake: async () => undefined }, source.id, signal);
    await analyseMentions(pipelineDeps, signal);
    await triageMentions(pipelineDeps, signal);
    const { items } = await listRuns(db, source.id, { limit: 1 });
    return `${JSON.stringify(items[0])}\n`;
  }),

  // The process that has the records reads the file itself.
  import: command(
    z.object({
      file: z.string().refine(isAbsolute),
      source: z.string(),
      dryRun: z.boolean().default(false),
      dayOrder: z.enum(['dmy', 'mdy']).default('dmy'),
      mapping: z.record(z.string(), z.enum(FIELDS).nullable()).default({}),
    }),
    async ({ db, clock, config, pipeline }, { file: path, source, ...rest }) => {
      const { id: sourceId } = await findSourceByName(db, source, clock.now());
      const { size } = await stat(path);
      if (size > MAX_FILE_BYTES)
        throw new InvalidInput(`The file is larger than ${MAX_FILE_BYTES / 1e6} MB: split it.`);
      const file = await readFile(path);
      const { signal } = new AbortController();
      const format = formatOf(file, extname(path));
      const timeZone = config.TIME_ZONE;
      const done = await pipeline.importFile({ sourceId, file, format, timeZone, signal, ...rest });
      return `${JSON.stringify(done)}\n`;
    },
  ),

  // The process that has the records writes the file itself: what comes back is a line, not gigabytes.
  backup: command(z.object({ file: z.string().refine(isAbsolute) }), async ({ db, clock }, { file }) => {
    await backUp(db, file, { now: clock.now() });
    return `${file}\n`;
  }),

  'export gold': command(sinceInput, goldCommand),

  reread: command(sinceInput, rereadCommand),

  reindex: command(z.object({}), async ({ db, pipelineDeps }, _input, say) => {
    if (pipelineDeps.index === null)
      return 'Nothing to do: without ELASTICSEARCH_URL the records themselves are searched.\n';
    const total = (await countMentions(db)) || 1;
    const done = await reindexMentions(pipelineDeps.index, (count) =>
      say(`${count} of ${total} (${Math.floor((100 * count) / total)} %)`),
    );
    const tickets = await reindexTickets(pipelineDeps.index);
    return `${done} mentions and ${tickets} tickets are in the new index, which has taken the place of the old.\n`;
  }),

  'report daily': command(
    z.object({ date: z.iso.date().optional(), format: z.enum(['json', 'html']).default('json') }),
    async ({ db, clock, config }, input) => {
      const [now, timeZone] = [clock.now(), config.TIME_ZONE];
      const date = input.date ?? lastFullDay(timeZone, now);
      const report = await dailyReport(db, { date, timeZone, now });
      return input.format === 'html' ? renderDailyReport(report) : `${JSON.stringify(report, null, 2)}\n`;
    },
  ),
};

const request = z.object({ name: z.string(), input: z.unknown() });

/** Carries out a command by its name, for this process or for another that asks; gives what is to be printed. */
export async function carryOut(
  core: Core,
  asked: unknown,
  say: (progress: string) => void = () => undefined,
): Promise<string> {
  const { name, input } = request.parse(asked);
  const run = Object.hasOwn(recordCommands, name) ? recordCommands[name] : undefined;
  if (run === undefined)
    throw new InvalidInput(`The running program does not know the command “${name}”: is it an older version?`);
  return run(core, input, say);
}
