import { z } from 'zod';
import { team, user, userInput } from '../../domain/person.ts';
import { changeUser, createUser, listTeams, listUsers } from '../../storage/people.ts';
import { changeTeam, createTeam } from '../../storage/teams.ts';
import { endpoint } from '../endpoint.ts';
import { refuseUnknownTeam } from '../references.ts';
import { idParams } from '../schemas.ts';

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
    handle: ({ body, context }) => createTeam(context.db, body),
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
    handle: ({ params, body, context }) => changeTeam(context.db, params.id, body),
  }),
];

export const agentEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/agents',
    operationId: 'listAgents',
    tag,
    summary: 'All users by e-mail address',
    permission: 'people:read',
    response: z.object({ items: z.array(user) }),
    handle: async ({ context }) => ({ items: await listUsers(context.db) }),
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
    async handle({ body: { password, ...input }, context, now }) {
      await refuseUnknownTeam(context.db, input.team);
      return createUser(context.db, { ...input, passwordHash: await context.signIn.hash(password) }, now);
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
    async handle({ params, body: { password, ...change }, context, now }) {
      await refuseUnknownTeam(context.db, change.team);
      const passwordHash = password === undefined ? undefined : await context.signIn.hash(password);
      return changeUser(context.db, params.id, { ...change, passwordHash }, now);
    },
  }),
];
