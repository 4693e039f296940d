import { randomBytes } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { hashPassword, newPassword } from '../api/passwords.ts';
import { fieldProblems } from '../api/validation.ts';
import type { Core } from '../app.ts';
import { role, userInput } from '../domain/person.ts';
import { InvalidInput } from '../errors.ts';
import { analyseMentions } from '../pipeline/analyse.ts';
import { collectSource } from '../pipeline/collect.ts';
import { reindexMentions } from '../pipeline/index-mentions.ts';
import { triageMentions } from '../pipeline/triage.ts';
import { dailyReport } from '../reports/daily.ts';
import { renderDailyReport } from '../reports/daily-html.ts';
import { lastFullDay } from '../reports/day.ts';
import { backUp } from '../storage/backup.ts';
import { countMentions } from '../storage/mentions.ts';
import {
  changeUser,
  createToken,
  createUser,
  findUserByEmail,
  listTokens,
  listUsers,
  revokeTokens,
} from '../storage/people.ts';
import { listRuns } from '../storage/runs.ts';
import { findSourceByName } from '../storage/sources.ts';

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

const switchUser = (disabled: boolean) =>
  command(z.object({ email }), async ({ db, clock }, input) => {
    await changeUser(db, (await findUserByEmail(db, input.email)).id, { disabled }, clock.now());
    return '';
  });

const recordCommands: Record<string, RecordCommand> = {
  'token create': command(z.object({ name: z.string().min(1), role }), async ({ db, clock }, { name, role }) => {
    const token = `langnghe_${randomBytes(32).toString('base64url')}`;
    await createToken(db, { name, role, secret: token }, clock.now());
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
    const revoked = await revokeTokens(db, name, clock.now());
    if (revoked === 0) throw new InvalidInput(`There is no token named “${name}”: see langnghe token list.`);
    return '';
  }),

  'user create': command(
    z.object({ email, name: z.string().min(1), role, password: userInput.shape.password.optional() }),
    async ({ db, clock }, input) => {
      const password = input.password ?? newPassword();
      const passwordHash = await hashPassword(password);
      await createUser(
        db,
        { email: input.email, name: input.name, role: input.role, team: null, passwordHash },
        clock.now(),
      );
      return input.password === undefined ? `${password}\n` : '';
    },
  ),

  'user list': command(z.object({}), async ({ db }) =>
    lines(
      (await listUsers(db)).map((user) => [user.email, user.role, user.name, user.disabled ? 'disabled' : 'active']),
    ),
  ),

  'user password': command(
    z.object({ email, password: userInput.shape.password.optional() }),
    async ({ db, clock }, input) => {
      const password = input.password ?? newPassword();
      const { id } = await findUserByEmail(db, input.email);
      await changeUser(db, id, { passwordHash: await hashPassword(password) }, clock.now());
      return input.password === undefined ? `${password}\n` : '';
    },
  ),

  'user disable': switchUser(true),

  'user enable': switchUser(false),

  collect: command(z.object({ source: z.string() }), async ({ db, clock, pipelineDeps }, input) => {
    const source = await findSourceByName(db, input.source, clock.now());
    const { signal } = new AbortController();
    await collectSource({ ...pipelineDeps, wake: async () => undefined }, source.id, signal);
    await analyseMentions(pipelineDeps, signal);
    await triageMentions(pipelineDeps, signal);
    const { items } = await listRuns(db, source.id, { limit: 1 });
    return `${JSON.stringify(items[0])}\n`;
  }),

  // The process that has the records writes the file itself: what comes back is a line, not gigabytes.
  backup: command(z.object({ file: z.string().refine(isAbsolute) }), async ({ db, clock }, { file }) => {
    await backUp(db, file, { now: clock.now() });
    return `${file}\n`;
  }),

  reindex: command(z.object({}), async ({ db, pipelineDeps }, _input, say) => {
    if (pipelineDeps.index === null)
      return 'Nothing to do: without ELASTICSEARCH_URL the records themselves are searched.\n';
    const total = (await countMentions(db)) || 1;
    const done = await reindexMentions(pipelineDeps.index, (count) =>
      say(`${count} of ${total} (${Math.floor((100 * count) / total)} %)`),
    );
    return `${done} mentions are in the new index, which has taken the place of the old.\n`;
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
