import { ticketEvent } from './ticket.ts';

/** Whom an event is for: see `reaches` in care/audience.ts. */
export interface Audience {
  /** The teams whose it is; null where it is no team's. */
  teams: readonly string[] | null;
  /** Whose ticket it is about. */
  assignee: string | null;
  /** Nobody but these; null: whoever sees the teams. */
  users: readonly string[] | null;
}

/** Something that happened: ids, numbers and states, never words of a customer or names. */
export interface FeedEvent extends Audience {
  /** Its place in the feed: 1, 2, 3 … in the order in which events became visible, without gaps. */
  sequence: number;
  at: string;
  /** Noun and verb: "ticket.changed". */
  kind: string;
  data: Readonly<Record<string, unknown>>;
}

/** The session, the rights or the teams of somebody changed: for the program itself, shown to nobody. */
export const ACCESS_CHANGED = 'access.changed';

/** What a webhook may be told of, in the order of the documentation. */
export const WEBHOOK_KINDS = [
  ...ticketEvent.shape.kind.options.map((kind) => `ticket.${kind}` as const),
  'ticket.left',
  'approval.waiting',
  'approval.approved',
  'approval.refused',
  'approval.withdrawn',
  'incident.proposed',
  'incident.opened',
  'incident.dismissed',
  'incident.closed',
] as const;
