import type { Ticket } from '../../api/types.ts';

/** One page of the queue as the API gives it. */
export interface TicketPage {
  items: Ticket[];
  nextCursor: string | null;
}

/** Those that were read so far. */
export interface TicketPages {
  pages: TicketPage[];
  pageParams: unknown[];
}

/** The pages with a newer version of one of their tickets; the very same ones where it is in none. */
export function withTicket(pages: TicketPages, ticket: Ticket): TicketPages {
  const holds = pages.pages.some(({ items }) => items.some(({ number }) => number === ticket.number));
  if (!holds) return pages;
  const replace = (each: Ticket) => (each.number === ticket.number ? { ...each, ...ticket } : each);
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, items: page.items.map(replace) })) };
}

/** Only the first of them. */
export const firstPage = ({ pages, pageParams }: TicketPages): TicketPages => ({
  pages: pages.slice(0, 1),
  pageParams: pageParams.slice(0, 1),
});
