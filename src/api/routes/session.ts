import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { may, PERMISSIONS } from '../../care/access.ts';
import type { Actor } from '../../domain/person.ts';
import { role } from '../../domain/person.ts';
import { createSession, deleteSession, findUser } from '../../storage/people.ts';
import { endpoint } from '../endpoint.ts';
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
    async handle({ body, context, reply, now, address, session: old }) {
      const user = await context.signIn.signIn(body.email, body.password, address);
      const secret = randomBytes(32).toString('base64url');
      if (old !== undefined) await deleteSession(context.db, old);
      await createSession(context.db, user.id, secret, now, new Date(now.getTime() + SESSION_MS));
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
    async handle({ context, reply, session: secret }) {
      if (secret !== undefined) await deleteSession(context.db, secret);
      reply.header('Set-Cookie', context.cookie.end());
    },
  }),
];
