import type { Actor, Reach, Role } from '../domain/person.ts';
import { Forbidden } from '../errors.ts';

/** Everything that can be allowed or not, and to whom: the whole of it in one table. */
const ALLOWED = {
  'sources:read': ['administrator', 'manager', 'marketing'],
  'sources:write': ['administrator'],
  'queries:read': ['administrator', 'manager', 'marketing'],
  'queries:write': ['administrator', 'marketing'],
  'mentions:read': ['administrator', 'manager', 'agent', 'marketing'],
  'mentions:write': ['administrator'],
  'mentions:capture': ['administrator', 'manager', 'agent'],
  'mentions:correct': ['administrator', 'manager', 'agent', 'marketing'],
  'tickets:read': ['administrator', 'manager', 'agent'],
  'tickets:write': ['administrator', 'manager', 'agent'],
  'assignment:write': ['administrator', 'manager'],
  'customers:erase': ['administrator', 'manager'],
  'replies:approve': ['administrator', 'manager'],
  /** Saying what is an incident, and when it is over. */
  'incidents:write': ['administrator', 'manager'],
  /** Canned replies, macros and articles, for the teams that one sees. */
  'help:write': ['administrator', 'manager'],
  'channels:write': ['administrator'],
  'people:read': ['administrator', 'manager', 'agent'],
  'people:write': ['administrator'],
  'reports:read': ['administrator', 'manager', 'marketing'],
  /** Reviews: everybody those of their own work, once they are made. */
  'quality:read': ['administrator', 'manager', 'agent'],
  'quality:review': ['administrator', 'manager'],
  'settings:read': ['administrator', 'manager'],
  'settings:write': ['administrator'],
  'audit:read': ['administrator'],
  'webhooks:write': ['administrator'],
  'operations:read': ['administrator'],
  'operations:write': ['administrator'],
  /** Names of authors and customers. */
  'personal-data:read': ['administrator', 'manager', 'agent'],
  /** Numbers and addresses in texts, without asking. */
  'personal-data:clear': ['administrator', 'manager'],
  /** The same, each time asked for and noted in the audit trail. */
  'personal-data:reveal': ['administrator', 'manager', 'agent'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof ALLOWED;

export const PERMISSIONS = Object.keys(ALLOWED) as readonly Permission[];

/** Whether this role may do it. */
export function may(role: Role, permission: Permission): boolean {
  return (ALLOWED[permission] as readonly Role[]).includes(role);
}

/** The roles that may do it. */
export const rolesWith = (permission: Permission): readonly Role[] => ALLOWED[permission];

/** Throws Forbidden when the actor may not do it. */
export function authorise(actor: Actor, permission: Permission): void {
  if (!may(actor.role, permission)) throw new Forbidden(`The role ${actor.role} has no right to this (${permission}).`);
}

/** Whose tickets somebody may see: those of these teams, those that are theirs, or all. Every reading function takes one. */
export type TicketScope = 'all' | readonly string[] | { readonly assignee: string };

/** How far a role sees unless its user is told otherwise. */
const REACH: Record<Role, Reach> = { administrator: 'all', manager: 'subtree', agent: 'team', marketing: 'subtree' };

/** How far somebody sees; who is above all teams has no team to be kept to, and administrators see everything. */
export function reachOf({ role, team, reach }: Pick<Actor, 'role' | 'team' | 'reach'>): Reach {
  if (role === 'administrator') return 'all';
  const asked = reach ?? REACH[role];
  return team === null && asked !== 'own' ? 'all' : asked;
}

/** Whether a ticket lies within a scope. */
export function isWithin(scope: TicketScope, ticket: { team: string; assignee: string | null }): boolean {
  if (scope === 'all') return true;
  return 'assignee' in scope ? ticket.assignee === scope.assignee : scope.includes(ticket.team);
}
