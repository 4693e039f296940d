import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { may, PERMISSIONS } from '../../care/access.ts';
import { type Actor, role, type User } from '../../domain/person.ts';
import { Unauthenticated } from '../../errors.ts';
import { inTransaction } from '../../storage/database.ts';
import { createSession, deleteSession, findUser } from '../../storage/people.ts';
import { audit, auditAs } from '../audit.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { SESSION_MS } from '../session-cookie.ts';

const tag = 'Session';

const credentials = z.strictObject({
  email: z
    .string()
    .trim()
    .min(1)
    .max(254)
    .transform((value) => value.toLowerCase()),
  password: z.string().min(1).max(200),
});

const session = z.object({
  kind: z.enum(['user', 'token', 'system']),
  id: z.uuid().nullable(),
  name: z.string(),
  email: z.string().nullable().meta({ description: 'Null for a machine.' }),
  role,
  team: z.uuid().nullable().meta({ description: 'Null: above all teams.' }),
  permissions: z.array(z.string()),
});

const shape = (actor: Actor, email: string | null): z.output<typeof session> => ({
  kind: actor.kind,
  id: actor.id,
  name: actor.name,
  email,
  role: actor.role,
  team: actor.team,
  permissions: PERMISSIONS.filter((permission) => may(actor.role, permission)),
});

type Credentials = z.output<typeof credentials>;

/** Who is behind the credentials; a wrong password is noted down, whoever tries. */
async function signIn(call: Call<unknown, unknown, unknown, Credentials>): Promise<User> {
  const { email, password } = call.body;
  try {
    return await call.context.signIn.signIn(email, password, call.address);
  } catch (error) {
    if (!(error instanceof Unauthenticated)) throw error;
    // What is no address at all may be a password in the wrong field.
    const details = z.email().safeParse(email).success ? { email } : {};
    const nobody = { kind: 'user', id: null, name: '' } as const;
    await auditAs(nobody, call, call.context.db, 'session.refused', { kind: 'user', id: null }, details);
    throw error;
  }
}

export const sessionEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/session',
    operationId: 'signIn',
    tag,
    summary: 'Sign in; sets the session cookie, which lasts twelve hours',
    permission: 'public',
    body: credentials,
    example: { email: 'lan@example.vn', password: 'correct horse battery' },
    response: session,
    problems: {
      401: 'The e-mail address or the password is wrong.',
      429: 'Too many wrong passwords: see Retry-After.',
    },
    async handle(call) {
      const { context, reply, now, session: old } = call;
      const user = await signIn(call);
      const secret = randomBytes(32).toString('base64url');
      await inTransaction(context.db, async (tx) => {
        if (old !== undefined) await deleteSession(tx, old);
        await createSession(tx, user.id, secret, now, new Date(now.getTime() + SESSION_MS));
        await auditAs({ ...user, kind: 'user' }, call, tx, 'session.started', { kind: 'user', id: user.id });
      });
      reply.header('Set-Cookie', context.cookie.start(secret));
      return shape({ ...user, kind: 'user' }, user.email);
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/session',
    operationId: 'whoAmI',
    tag,
    summary: 'Who is signed in, and with which rights',
    permission: 'signed-in',
    response: session,
    async handle({ actor, context }) {
      const user = actor.kind === 'user' && actor.id !== null ? await findUser(context.db, actor.id) : null;
      return shape(actor, user?.email ?? null);
    },
  }),

  endpoint({
    method: 'delete',
    path: '/api/session',
    operationId: 'signOut',
    tag,
    summary: 'Sign out',
    permission: 'signed-in',
    async handle(call) {
      const { context, reply, session: secret } = call;
      if (secret !== undefined)
        await inTransaction(context.db, async (tx) => {
          await deleteSession(tx, secret);
          await audit(call, tx, 'session.ended', { kind: call.actor.kind, id: call.actor.id });
        });
      reply.header('Set-Cookie', context.cookie.end());
    },
  }),
];
