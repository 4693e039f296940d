import type { BusinessHours } from '../domain/calendar.ts';
import type { LegalDeadlines, SlaPolicy, SlaSettings } from '../domain/sla.ts';
import type { Priority } from '../domain/ticket.ts';
import { type Calendar, calendarOf } from './calendar.ts';
import { policyFor } from './sla-policy.ts';
import { teamTree } from './team-tree.ts';

/** A team with its own hours; null: those of the team above it, of the desk in the end. */
export interface TeamHours {
  id: string;
  parent: string | null;
  businessHours: BusinessHours | null;
}

/** What holds for one ticket. */
export interface TicketRules {
  policy: SlaPolicy | null;
  calendar: Calendar;
  legal: LegalDeadlines;
  /** The ticket's team, the one above it, and so on: who is told when a clock is over. */
  teamPath: readonly string[];
}

/** The desk's rules, ready to be asked for any number of tickets; each calendar is made once. */
export interface ServiceRules {
  of(ticket: { team: string; channel: string; priority: Priority }): TicketRules;
  /** The hours that hold for a team, and whose they are; null: the desk's. */
  hoursOf(team: string): { from: string | null; businessHours: BusinessHours };
  /** The team of tickets whose source names none; null in records without any team. */
  firstTeam: string | null;
}

/** `teams` in the order in which they were made. */
export function serviceRules(settings: SlaSettings, teams: readonly TeamHours[]): ServiceRules {
  const tree = teamTree(teams);
  const own = new Map(teams.map(({ id, businessHours }) => [id, businessHours]));
  const calendars = new Map<string | null, Calendar>();
  const hoursOf = (path: readonly string[]): ReturnType<ServiceRules['hoursOf']> => {
    for (const team of path) {
      const businessHours = own.get(team) ?? null;
      if (businessHours !== null) return { from: team, businessHours };
    }
    return { from: null, businessHours: settings.businessHours };
  };
  const calendarFor = (path: readonly string[]): Calendar => {
    const { from, businessHours } = hoursOf(path);
    const calendar = calendars.get(from) ?? calendarOf(businessHours);
    calendars.set(from, calendar);
    return calendar;
  };
  return {
    of({ team, channel, priority }) {
      const teamPath = tree.path(team);
      const policy = policyFor(settings.policies, { teamPath, channel, priority });
      return { policy, calendar: calendarFor(teamPath), legal: settings.legal, teamPath };
    },
    hoursOf: (team) => hoursOf(tree.path(team)),
    firstTeam: teams[0]?.id ?? null,
  };
}
