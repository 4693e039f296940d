import type { Attachment } from '../domain/attachment.ts';
import type { Mention } from '../domain/mention.ts';
import type { Role } from '../domain/person.ts';
import type { Message, Ticket, TicketEvent } from '../domain/ticket.ts';
import { may } from './access.ts';

/** What stands in the place of something that the reader may not see. */
export const MASK = '•••';

/** Every repetition is bounded, so that hostile texts cost no more than their length. */
const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;

/**
 * Vietnamese numbers: 0 or 84 (+84, 0084) and nine or ten digits, written together or in groups ("0912.345.678",
 * "(+84) 91 234 56 78", "o912 345 678"). Hotlines such as 18001090 are shorter, and nobody's.
 */
const PHONE =
  /(?<!\p{Nd})[(]?(?:[+＋]|[0０]{2})?(?:[8８][4４]|[0０]|(?<!\p{L})[oO])(?:[\s.()·_-]{0,2}(?:\p{Nd}|[oO](?=[\s.]?\p{Nd}))){9,10}(?!\p{Nd})/gu;

/** Longer runs of digits: identity cards, subscriber and bank accounts. */
const NUMBER = /\p{Nd}{9,}/gu;

/** The text without phone numbers, e-mail addresses and long numbers. */
export function maskPersonalData(text: string): string {
  return text.replace(EMAIL, MASK).replace(PHONE, MASK).replace(NUMBER, MASK);
}

/** How much of people's data somebody sees: all of it, names but no numbers and addresses, or nothing. */
export type Clarity = 'clear' | 'masked' | 'anonymous';

export function clarityOf(role: Role): Clarity {
  if (may(role, 'personal-data:clear')) return 'clear';
  return may(role, 'personal-data:read') ? 'masked' : 'anonymous';
}

/** The mention as somebody sees it. Where personal data stood in the text is left out with it: the places would be wrong. */
export function mentionSeen(mention: Mention, clarity: Clarity): Mention {
  if (clarity === 'clear') return mention;
  const { analysis } = mention;
  const evidence = analysis?.evidence.map((piece) => ({ ...piece, text: maskPersonalData(piece.text) })) ?? [];
  return {
    ...mention,
    author: clarity === 'anonymous' ? { name: null } : mention.author,
    title: mention.title === null ? null : maskPersonalData(mention.title),
    text: maskPersonalData(mention.text),
    analysis: analysis === null ? null : { ...analysis, evidence, personalData: [] },
  };
}

/** The ticket as somebody sees it: its subject is the customer's own words. */
export function ticketSeen<T extends Pick<Ticket, 'subject' | 'customer'>>(ticket: T, clarity: Clarity): T {
  if (clarity === 'clear') return ticket;
  const hidden =
    clarity === 'anonymous' && ticket.customer !== null ? { ...ticket.customer, name: null } : ticket.customer;
  return { ...ticket, subject: maskPersonalData(ticket.subject), customer: hidden };
}

export function messageSeen<T extends Pick<Message, 'text'>>(message: T, clarity: Clarity): T {
  return clarity === 'clear' ? message : { ...message, text: maskPersonalData(message.text) };
}

/** The file as somebody sees it: customers name files after themselves. */
export function attachmentSeen(file: Attachment, clarity: Clarity): Attachment {
  return clarity === 'clear' ? file : { ...file, name: maskPersonalData(file.name) };
}

/** Ids of ours and instants, in which a run of digits is nobody's number. */
const NO_TEXT = /^(?:[\w-]{20,}|\d{4}-\d\d-\d\dT[\d:.]+Z)$/;

/** A step of a ticket's history as somebody sees it: old and new values may be texts. */
export function eventSeen(event: TicketEvent, clarity: Clarity): TicketEvent {
  if (clarity === 'clear') return event;
  const seen = (value: unknown) =>
    typeof value === 'string' && !NO_TEXT.test(value) ? maskPersonalData(value) : value;
  const changes = Object.entries(event.changes).map(([field, { from, to }]) => [
    field,
    { from: seen(from), to: seen(to) },
  ]);
  return { ...event, changes: Object.fromEntries(changes) };
}
