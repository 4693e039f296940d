import { z } from 'zod';
import { type ChatIdentity, checkIdentity } from '../../channels/web-chat/identity.ts';
import type { WebChatSettings } from '../../channels/web-chat/settings.ts';
import { tidyLine } from '../../crawlers/support/html.ts';
import type { ChatDetails, ChatVisitor } from '../../domain/chat.ts';
import { InvalidInput } from '../../errors.ts';
import { changeVisitor, createVisitor, visitorOfAccount } from '../../storage/chat-visitors.ts';
import type { Database } from '../../storage/database.ts';
import { isUniqueViolation } from '../../storage/rows.ts';
import type { OpenChat } from './chat-channels.ts';

const PHONE = /^\+?[\d .()-]{6,24}$/;

/** What a visitor fills in; null where they left it empty. */
export const chatDetails = z.strictObject({
  name: z
    .string()
    .max(200)
    .nullable()
    .default(null)
    .transform((name) => tidyLine(name, 100)),
  email: z.email().max(254).nullable().default(null),
  phone: z.string().trim().regex(PHONE, 'must be a phone number').nullable().default(null),
});

/** Throws InvalidInput that names each field which the form asks for and is empty. */
export function refuseMissing(form: WebChatSettings['form'], details: ChatDetails): void {
  const missing = (['name', 'phone', 'email'] as const).filter(
    (field) => form[field] === 'required' && details[field] === null,
  );
  if (missing.length === 0) return;
  const fields = missing.map((field) => ({ path: `details.${field}`, message: 'must be filled in' }));
  throw new InvalidInput('Something is missing in the form.', fields);
}

const filled = <Details extends object>(details: Details): Partial<Details> =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== null)) as Partial<Details>;

/** A visitor whom nobody vouches for: the one who asks, or a new one. */
export async function beginAnonymously(
  db: Database,
  { row, settings }: OpenChat,
  known: ChatVisitor | undefined,
  details: ChatDetails,
  now: Date,
): Promise<ChatVisitor> {
  if (known !== undefined) return changeVisitor(db, known.id, filled(details), now);
  refuseMissing(settings.form, details);
  return createVisitor(db, { channelId: row.id, externalId: null, ...details }, now);
}

/**
 * The visitor for whom the page vouches: the one whom it vouched for before, on whatever device; else the one who asks, who
 * keeps what they wrote; else a new one. Throws Forbidden for what the page did not sign.
 */
export async function beginVouched(
  db: Database,
  { row, settings }: OpenChat,
  known: ChatVisitor | undefined,
  identity: ChatIdentity,
  now: Date,
): Promise<ChatVisitor> {
  checkIdentity(settings.identitySecret, identity, now);
  const details = filled({
    name: tidyLine(identity.name, 100),
    email: identity.email === '' ? null : identity.email,
    phone: identity.phone === '' ? null : identity.phone,
  });
  const before = await visitorOfAccount(db, row.id, identity.id);
  if (before !== undefined) return changeVisitor(db, before.id, details, now);
  try {
    if (known !== undefined && known.externalId === null)
      return await changeVisitor(db, known.id, { ...details, externalId: identity.id }, now);
    const nobody = { name: null, email: null, phone: null };
    return await createVisitor(db, { channelId: row.id, externalId: identity.id, ...nobody, ...details }, now);
  } catch (error) {
    // Another page of theirs was faster.
    const other = isUniqueViolation(error) ? await visitorOfAccount(db, row.id, identity.id) : undefined;
    if (other === undefined) throw error;
    return other;
  }
}
