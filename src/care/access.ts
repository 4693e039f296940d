import type { Actor, Role } from '../domain/person.ts';
import { Forbidden } from '../errors.ts';

/** Everything that can be allowed or not, and to whom: the whole of it in one table. */
const ALLOWED = {
  'sources:read': ['administrator', 'manager', 'marketing'],
  'sources:write': ['administrator'],
  'queries:read': ['administrator', 'manager', 'marketing'],
  'queries:write': ['administrator', 'marketing'],
  'mentions:read': ['administrator', 'manager', 'agent', 'marketing'],
  'mentions:write': ['administrator'],
  'mentions:correct': ['administrator', 'manager', 'agent', 'marketing'],
  'tickets:read': ['administrator', 'manager', 'agent'],
  'tickets:write': ['administrator', 'manager', 'agent'],
  'people:read': ['administrator', 'manager', 'agent'],
  'people:write': ['administrator'],
  'reports:read': ['administrator', 'manager', 'marketing'],
  'settings:read': ['administrator', 'manager'],
  'settings:write': ['administrator'],
  'audit:read': ['administrator'],
  'operations:read': ['administrator'],
  'operations:write': ['administrator'],
  'personal-data:read': ['administrator', 'manager', 'agent'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof ALLOWED;

export const PERMISSIONS = Object.keys(ALLOWED) as readonly Permission[];

/** Whether this role may do it. */
export function may(role: Role, permission: Permission): boolean {
  return (ALLOWED[permission] as readonly Role[]).includes(role);
}

/** Throws Forbidden when the actor may not do it. */
export function authorise(actor: Actor, permission: Permission): void {
  if (!may(actor.role, permission)) throw new Forbidden(`The role ${actor.role} has no right to this (${permission}).`);
}
