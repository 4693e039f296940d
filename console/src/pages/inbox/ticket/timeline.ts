import type { Attachment, HeldReply, Mention, Message, TicketDetail, TicketEvent } from '../../../api/types.ts';

/** Something that happened on a ticket, in the place where it is shown. */
export type Entry = { id: string; at: string } & (
  | { kind: 'mention'; mention: Mention }
  | { kind: 'message'; message: Message }
  | { kind: 'held'; held: HeldReply }
  | { kind: 'event'; event: TicketEvent }
);

/** Those are shown as what was written itself. */
const SHOWN_OTHERWISE: ReadonlySet<TicketEvent['kind']> = new Set(['message', 'mention-added']);

/** A ticket's conversation and history, the oldest first; held replies that went out are shown as messages. */
export function timelineOf(ticket: TicketDetail, events: readonly TicketEvent[]): Entry[] {
  const entries: Entry[] = [
    ...ticket.mentions.map((mention) => ({
      kind: 'mention' as const,
      id: mention.id,
      at: mention.publishedAt ?? mention.collectedAt,
      mention,
    })),
    ...ticket.messages.map((message) => ({ kind: 'message' as const, id: message.id, at: message.createdAt, message })),
    ...ticket.heldReplies
      .filter(({ status }) => status !== 'approved')
      .map((held) => ({ kind: 'held' as const, id: held.id, at: held.heldAt, held })),
    ...events
      .filter((event) => !SHOWN_OTHERWISE.has(event.kind))
      .map((event, index) => ({ kind: 'event' as const, id: `event-${index}`, at: event.at, event })),
  ];
  return entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** The files of something that was written. */
export const filesOf = ({ attachments }: TicketDetail, id: string): Attachment[] =>
  attachments.filter(({ mention, message, heldReply }) => mention === id || message === id || heldReply === id);

/** Whether personal data is left out of what is shown: the API puts this in its place. */
export const MASK = '•••';
export const isMasked = ({ subject, mentions, messages }: TicketDetail): boolean =>
  [subject, ...mentions.map(({ text }) => text), ...messages.map(({ text }) => text)].some((text) =>
    text.includes(MASK),
  );
