import { z } from 'zod';
import { PERMISSIONS, rolesWith } from '../../care/access.ts';
import { role } from '../../domain/person.ts';
import { endpoint } from '../endpoint.ts';

export const roleEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/roles',
    operationId: 'listRoles',
    tag: 'People',
    summary: 'What each role may do',
    permission: 'people:write',
    response: z.object({
      roles: z.array(role),
      permissions: z
        .array(z.object({ permission: z.string(), roles: z.array(role) }))
        .meta({ description: 'Each right (`x-permission` of the operations) with the roles that have it.' }),
    }),
    handle: () => ({
      roles: role.options,
      permissions: PERMISSIONS.map((permission) => ({ permission, roles: [...rolesWith(permission)] })),
    }),
  }),
];
