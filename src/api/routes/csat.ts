import { z } from 'zod';
import { rateTicket } from '../../pipeline/csat.ts';
import { linkState } from '../../storage/csat.ts';
import { CSAT_STYLE, type CsatPage, csatPage, LONGEST_COMMENT } from '../csat-page.ts';
import { bytes, type Call, endpoint } from '../endpoint.ts';

const tag = 'Quality';
const FORM = 'application/x-www-form-urlencoded';
const params = z.strictObject({ token: z.string().max(100) });
const also = { 404: 'The link is unknown, or its time is over; said on a page.' };

const STATUS: Partial<Record<CsatPage, number>> = { gone: 404, unrated: 422 };

function show({ reply }: Pick<Call, 'reply'>, page: CsatPage): string {
  reply.status = STATUS[page] ?? 200;
  reply.header('Content-Type', 'text/html; charset=utf-8');
  reply.header('Cache-Control', 'no-store');
  // Without it browsers send forms from nowhere, which is what is refused.
  reply.header('Referrer-Policy', 'same-origin');
  return csatPage(page);
}

/** What cutting leaves of a sign of two units. */
const HALF_SIGN = /[\uD800-\uDBFF]$/;

const form = z.object({
  rating: z.coerce.number().pipe(z.int().min(1).max(5)),
  comment: z
    .string()
    .default('')
    .transform((text) => text.replaceAll('\0', '').trim().slice(0, LONGEST_COMMENT).replace(HALF_SIGN, '')),
});

export const csatEndpoints = [
  endpoint({
    method: 'get',
    path: '/csat/style.css',
    operationId: 'csatStyle',
    tag,
    summary: 'How the page looks on which customers rate',
    permission: 'public',
    media: ['text/css'],
    handle({ reply }) {
      reply.header('Content-Type', 'text/css; charset=utf-8');
      reply.header('Cache-Control', 'public, max-age=3600');
      return CSAT_STYLE;
    },
  }),

  endpoint({
    method: 'get',
    path: '/csat/{token}',
    operationId: 'csatPage',
    tag,
    summary: 'The page on which a customer rates a solved ticket, by the link that they were sent',
    permission: 'public',
    params,
    media: ['text/html'],
    also,
    problems: { 429: 'Too many requests from this network.' },
    async handle(call) {
      const { context, address, params, now } = call;
      await context.ratingTries.count(address);
      const state = await linkState(context.db, params.token, now);
      return show(call, state === 'open' ? 'form' : state);
    },
  }),

  endpoint({
    method: 'post',
    path: '/csat/{token}',
    operationId: 'rateTicket',
    tag,
    summary: 'A customer’s rating, from the form of the page; it counts once',
    permission: 'public',
    params,
    body: bytes,
    rawBody: { types: [FORM], maxBytes: 65_536 },
    media: ['text/html'],
    also: { ...also, 422: 'No rating was chosen; said on the page.' },
    problems: { 429: 'Too many requests from this network.' },
    async handle(call) {
      const { context, address, params, body, now } = call;
      await context.ratingTries.count(address);
      const sent = form.safeParse(Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body))));
      const taken = sent.success && (await rateTicket(context.db, params.token, sent.data, now));
      if (taken) return show(call, 'thanks');
      const state = await linkState(context.db, params.token, now);
      return show(call, state === 'open' ? 'unrated' : state);
    },
  }),
];
