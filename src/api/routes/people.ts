import { z } from 'zod';
import { reach, team, user, userInput } from '../../domain/person.ts';
import { inTransaction } from '../../storage/database.ts';
import { changeUser, createUser, findUser, listTeams, listUsers } from '../../storage/people.ts';
import { changeTeam, createTeam } from '../../storage/teams.ts';
import { requeueClocks } from '../../storage/ticket-writes.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { refuseUnknownTeam } from '../references.ts';
import { idParams } from '../schemas.ts';
import { scopeOf } from '../scope.ts';

const tag = 'People';

const name = z.string().trim().min(1).max(200);
const teamInput = z.strictObject({ name, parent: z.uuid().nullable().default(null) });
const teamChange = z
  .strictObject({ name: name.optional(), parent: z.uuid().nullable().optional() })
  .refine((change) => Object.keys(change).length > 0, 'names no field to change');

const agentChange = z
  .strictObject({
    name: name.optional(),
    role: user.shape.role.optional(),
    team: z.uuid().nullable().optional(),
    reach: reach.nullable().optional(),
    disabled: z.boolean().optional(),
    password: userInput.shape.password.optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'names no field to change');

export const teamEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/teams',
    operationId: 'listTeams',
    tag,
    summary: 'All teams by name; `parent` makes them a tree',
    permission: 'people:read',
    response: z.object({ items: z.array(team) }),
    handle: async ({ context }) => ({ items: await listTeams(context.db) }),
  }),

  endpoint({
    method: 'post',
    path: '/api/teams',
    operationId: 'createTeam',
    tag,
    summary: 'Make a team',
    permission: 'people:write',
    status: 201,
    body: teamInput,
    example: { name: 'Miền Trung', parent: null },
    response: team,
    problems: { 409: 'The name is taken.' },
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const made = await createTeam(tx, call.body);
        await audit(call, tx, 'team.created', { kind: 'team', id: made.id }, call.body);
        return made;
      }),
  }),

  endpoint({
    method: 'patch',
    path: '/api/teams/{id}',
    operationId: 'changeTeam',
    tag,
    summary: 'Rename a team or move it in the tree',
    permission: 'people:write',
    params: idParams,
    body: teamChange,
    example: { name: 'Miền Trung và Tây Nguyên' },
    response: team,
    problems: { 409: 'The name is taken, or the team would come to stand below itself.' },
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const changed = await changeTeam(tx, call.params.id, call.body);
        // Policies, hours and escalations come down the tree.
        if (call.body.parent !== undefined) await requeueClocks(tx, call.now);
        await audit(call, tx, 'team.changed', { kind: 'team', id: changed.id }, call.body);
        return changed;
      }),
  }),
];

export const agentEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/agents',
    operationId: 'listAgents',
    tag,
    summary: 'The users of the teams that you see, by e-mail address',
    permission: 'people:read',
    response: z.object({ items: z.array(user) }),
    async handle({ actor, context: { db } }) {
      const scope = await scopeOf(db, actor);
      if (scope === 'all') return { items: await listUsers(db) };
      if ('assignee' in scope) return { items: [await findUser(db, scope.assignee)] };
      return { items: await listUsers(db, scope) };
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/agents',
    operationId: 'createAgent',
    tag,
    summary: 'Make a user',
    permission: 'people:write',
    status: 201,
    body: userInput,
    example: { email: 'lan@example.vn', name: 'Lan', role: 'agent', team: null, password: 'correct horse battery' },
    response: user,
    problems: { 409: 'The e-mail address is taken.' },
    async handle(call) {
      const { password, ...input } = call.body;
      const { db, signIn } = call.context;
      await refuseUnknownTeam(db, input.team);
      const passwordHash = await signIn.hash(password);
      return inTransaction(db, async (tx) => {
        const made = await createUser(tx, { ...input, passwordHash }, call.now);
        await audit(call, tx, 'user.created', { kind: 'user', id: made.id }, input);
        return made;
      });
    },
  }),

  endpoint({
    method: 'patch',
    path: '/api/agents/{id}',
    operationId: 'changeAgent',
    tag,
    summary: 'Change a user’s name, role, team or password, or switch the user off',
    description: 'A new password and switching off end all sessions of the user.',
    permission: 'people:write',
    params: idParams,
    body: agentChange,
    example: { role: 'manager' },
    response: user,
    problems: { 409: 'It is the last administrator.' },
    async handle(call) {
      const { password, ...change } = call.body;
      const { db, signIn } = call.context;
      await refuseUnknownTeam(db, change.team);
      const passwordHash = password === undefined ? undefined : await signIn.hash(password);
      return inTransaction(db, async (tx) => {
        const changed = await changeUser(tx, call.params.id, { ...change, passwordHash }, call.now);
        const noted = { ...change, ...(password === undefined ? {} : { password: 'changed' }) };
        await audit(call, tx, 'user.changed', { kind: 'user', id: changed.id }, noted);
        return changed;
      });
    },
  }),
];
