import { isWithin, may, reachOf, type TicketScope } from '../care/access.ts';
import type { Mention } from '../domain/mention.ts';
import type { Actor, User } from '../domain/person.ts';
import { Forbidden, NotFound } from '../errors.ts';
import type { Database } from '../storage/database.ts';
import type { HelpScope } from '../storage/help-scope.ts';
import { findMention } from '../storage/mentions.ts';
import { findUser, teamSubtree } from '../storage/people.ts';
import { type MentionScope, mentionScope, type ReportScope, ticketPlace } from '../storage/scope.ts';
import { findTeam } from '../storage/teams.ts';
import { refuseUnknownTeam } from './references.ts';

/** No user has this id: the scope of a machine that sees only what is its own. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Whose tickets somebody may see. */
export async function scopeOf(
  db: Database,
  actor: Pick<Actor, 'id' | 'role' | 'team' | 'reach'>,
): Promise<TicketScope> {
  const reach = reachOf(actor);
  if (reach === 'own') return { assignee: actor.id ?? NOBODY };
  if (reach === 'all' || actor.team === null) return 'all';
  return reach === 'team' ? [actor.team] : teamSubtree(db, actor.team);
}

/** Whose mentions somebody may see. */
export async function mentionScopeOf(db: Database, actor: Actor): Promise<MentionScope> {
  return mentionScope(db, await scopeOf(db, actor));
}

/** A mention that the asker may see: of their sources, or of a ticket that they see. Throws NotFound. */
export async function seeMention(db: Database, actor: Actor, id: string): Promise<Mention> {
  const mention = await findMention(db, id);
  const scope = await scopeOf(db, actor);
  if (scope === 'all') return mention;
  const { sources = [] } = await mentionScope(db, scope);
  if (sources.includes(mention.source.id)) return mention;
  const ticket = mention.ticketNumber === null ? undefined : await ticketPlace(db, mention.ticketNumber);
  if (ticket !== undefined && isWithin(scope, ticket)) return mention;
  throw new NotFound('There is no such mention.');
}

/** The sources that somebody may see, by their ids; undefined: all. */
export async function sourcesOf(db: Database, actor: Actor): Promise<readonly string[] | undefined> {
  const scope = await scopeOf(db, actor);
  if (scope === 'all') return undefined;
  const teams = 'assignee' in scope ? (actor.team === null ? [] : [actor.team]) : scope;
  return (await mentionScope(db, teams)).sources;
}

/** What somebody's reports count, of one team and those below it if it is named. Throws NotFound for one that they don't see. */
export async function reportScopeOf(db: Database, actor: Actor, team?: string): Promise<ReportScope> {
  if (team !== undefined) await seeTeam(db, actor, team);
  const all = await scopeOf(db, actor);
  const below = team === undefined ? undefined : await teamSubtree(db, team);
  const tickets = below === undefined || 'assignee' in Object(all) ? all : below;
  return { tickets, mentions: await mentionScope(db, tickets) };
}

/** A user of the asker's teams, or the asker. Throws NotFound. */
export async function seeUser(db: Database, actor: Actor, id: string): Promise<User> {
  const user = await findUser(db, id);
  const scope = await scopeOf(db, actor);
  const seen =
    actor.id === id || scope === 'all' || (user.team !== null && isWithin(scope, { team: user.team, assignee: id }));
  if (!seen) throw new NotFound('There is no such user.');
  return user;
}

/** A team that the asker sees. Throws NotFound. */
export async function seeTeam(db: Database, actor: Actor, id: string): Promise<void> {
  const scope = await scopeOf(db, actor);
  if (scope !== 'all' && !isWithin(scope, { team: id, assignee: null })) throw new NotFound('There is no such team.');
  await findTeam(db, id);
}

/** What of canned replies, macros and articles somebody may use. */
export async function helpScopeOf(db: Database, actor: Actor): Promise<HelpScope> {
  return { scope: await scopeOf(db, actor), team: actor.team };
}

/** Throws Forbidden where somebody may not write what is for one of these teams (null: for all): they don't see it. */
export async function refuseForeignTeams(
  db: Database,
  actor: Actor,
  ...teams: readonly (string | null)[]
): Promise<void> {
  const scope = await scopeOf(db, actor);
  for (const team of teams) {
    if (scope === 'all') await refuseUnknownTeam(db, team);
    else if (team === null || !isWithin(scope, { team, assignee: null }))
      throw new Forbidden('You can write for the teams that you see: name one of them.');
  }
}

/** Whether a user can work on the tickets of a team. Who sees only their own works for their team all the same. */
export async function worksFor(db: Database, user: User, team: string): Promise<boolean> {
  if (user.disabled || !may(user.role, 'tickets:write')) return false;
  if (reachOf(user) === 'own') return user.team === null || user.team === team;
  return isWithin(await scopeOf(db, user), { team, assignee: null });
}
