import type { z } from 'zod';
import type { Fetch } from '../crawlers/support/safe-fetch.ts';
import type { ServerAddress } from '../crawlers/support/server-address.ts';
import type { RawPostInput } from '../domain/raw-post.ts';
import { GiveUp, PublicError } from '../errors.ts';

/** A request to a channel's webhook as it came in, before anything of it is believed. */
export interface WebhookRequest {
  method: 'GET' | 'POST';
  /** By their names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  query: Readonly<Record<string, string>>;
  /** The raw bytes: signatures are of these. */
  body: Uint8Array;
  /** The peer's network address, or what a trusted proxy says of it. */
  address: string;
}

/** What is answered at once, as plain text with status 200 unless it says otherwise. */
export interface WebhookAnswer {
  status?: number;
  contentType?: string;
  body: string;
}

/** A genuine request. */
export interface Admitted {
  /**
   * Names what the request tells: it is kept and worked through once however often it comes. null: it tells nothing,
   * such as the question whether the address is ours.
   */
  key: string | null;
  answer?: WebhookAnswer;
}

/** A genuine request as it was kept. */
export interface KeptRequest {
  query: Readonly<Record<string, string>>;
  contentType: string;
  body: Uint8Array;
  receivedAt: Date;
}

/** How far a message of ours has come on the other side. */
export type ReceiptState = 'delivered' | 'read' | 'failed';

/** What the other side tells of messages of ours: of one, or of all to a recipient up to an instant. */
export type Receipt = { state: ReceiptState; at: string | null; reason?: string } & (
  | { externalId: string }
  | { recipient: string; upTo: string }
);

/** A file that a customer sent: its bytes, or what `fetchFile` brings it by later. The name is the customer's. */
export type InboundFile = { name: string | null } & ({ bytes: Uint8Array } | { origin: string });

/** What a request tells, or what was found by looking. Handing the same in again changes nothing. */
export interface Inbound {
  /**
   * What customers wrote. `author.id` is their identity on this kind of channel, `threadId` the conversation: what one
   * author writes in one thread goes to one open ticket. Ids are unique within the kind.
   */
  posts: readonly RawPostInput[];
  /**
   * Numbers of tickets that posts name, by the posts' outside ids: such a post goes to the thread in which its author
   * has that ticket, if they have.
   */
  tickets?: Readonly<Record<string, number>>;
  /** Files that came with posts, in their order, by the posts' outside ids. */
  files?: Readonly<Record<string, readonly InboundFile[]>>;
  /** Outside ids of posts that their authors took back. */
  gone?: readonly string[];
  receipts?: readonly Receipt[];
}

/** Whom a message goes to: the author of what it answers. */
export interface Recipient {
  /** The author's id on the channel. */
  id: string;
  name: string | null;
  threadId: string | null;
  /** The outside id of what they wrote last (empty: they wrote nothing), and when, by the channel's own time (ISO 8601). */
  lastPostId: string;
  lastWroteAt: string;
  /** The title of what they wrote last, where the channel has titles, and the ticket that is answered. */
  title?: string | null;
  ticket?: number;
}

/** One message to go out; longer replies are cut into several that follow each other. */
export interface Outgoing {
  /** Empty when only files are sent. */
  text: string;
  recipient: Recipient;
  /** Files that go with it: see `Limits.attachments`. */
  files?: readonly OutgoingFile[];
}

/** A file of ours: looked through before, and of a kind and size that the channel takes. */
export interface OutgoingFile {
  name: string;
  mediaType: string;
  bytes: Uint8Array;
}

export interface SendContext {
  /** The only way out to the network. Requests to an API are sent with `api: true`. */
  fetch: Fetch;
  /** The way out for what is not HTTP: gives the address to connect to. */
  addressOf: ServerAddress;
  /** The same at every try of this message, and of no other. */
  idempotencyKey: string;
  signal: AbortSignal;
  now(): Date;
}

/** What a kind works with that looks for its posts itself. */
export interface ListenContext {
  addressOf: ServerAddress;
  /** What was stored last, undefined at first. Its shape is the kind's own: parse it. */
  state: unknown;
  /** Stores what was found, and how far was looked (undefined: as before), both or none. */
  take(inbound: Inbound, state: unknown): Promise<void>;
  /** Something was found that is nobody's message; the reason is for the log. */
  passedOver(reason: string): void;
  signal: AbortSignal;
  now(): Date;
}

/** What the channel's owner lets be sent, and in what form. */
export interface Limits {
  /** The longest message, in what `count` counts; a count never falls when text is added. */
  maxLength: number;
  count(text: string): number;
  /** A repeated request with the same key is sent on once, so that one of unknown outcome can be repeated. */
  idempotencyKey: boolean;
  deliveryReceipts: boolean;
  /**
   * Files that can be sent, by media type and bytes of each; null: text only. `together`: they go in one message with the
   * text; otherwise each is a message of its own after it.
   */
  attachments: { mediaTypes: readonly string[]; maxBytes: number; together: boolean } | null;
  /** Messages a second in all, how many at once, and the pause between two to one recipient. */
  pace: { perSecond: number; burst?: number; perRecipientMs?: number };
  /** Size of a webhook's body; 1 MB unless it says otherwise, and never more than 4 MB. */
  maxWebhookBytes?: number;
}

/** One kind of channel. The file's name is the kind; the contract suite runs every channel on its example. */
export interface Channel<Settings = unknown> {
  kind: string;
  /** One sentence for the administrator who picks a kind. */
  summary: string;
  /** As of crawlers: fields made with `secret()` are kept encrypted; the address of an API is `apiUrl`. */
  settings: z.ZodType<Settings>;
  /** Settings as an administrator would write them; the contract suite runs them against the stand-in of the system. */
  example: z.input<z.ZodType<Settings>>;
  /** They may follow from settings that are not secret: secrets are not among those that it is given. */
  limits(settings: Record<string, unknown>): Limits;
  /** The kind of source whose posts it answers; not given: it has posts of its own. */
  answers?: string;
  /**
   * Whether a request to the webhook is genuine; throws Forbidden if not, before anything is parsed, in a time that does
   * not tell how much of a signature was right. Not given: the kind has no webhook.
   */
  verify?(settings: Settings, request: WebhookRequest, now: Date): Admitted;
  /** What a genuine request tells; what is not understood is left out. Throws InvalidInput when nothing of it is readable. */
  receive?(settings: Settings, request: KeptRequest): Inbound;
  /**
   * For kinds that look for their posts themselves, such as a mailbox: goes on until the signal aborts. One process at a
   * time does it for a channel; when it rejects, it is begun anew after a pause.
   */
  listen?(settings: Settings, context: ListenContext): Promise<void>;
  /**
   * Brings a file that a post named by its `origin`; throws as `fetch` does. Not given: the origin is an address that is
   * open to whoever has it.
   */
  fetchFile?(
    settings: Settings,
    origin: string,
    context: Pick<SendContext, 'fetch' | 'signal'>,
  ): Promise<{ bytes: Uint8Array; name?: string | null }>;
  /** For systems whose tokens end: new values of secret settings, asked for by one process at a time and kept at once. */
  renewal?: {
    isDue(settings: Settings, now: Date): boolean;
    renew(settings: Settings, context: Pick<SendContext, 'fetch' | 'signal' | 'now'>): Promise<Partial<Settings>>;
  };
  /**
   * Sends one message; gives the id that receipts will name. Throws RetryLater (the whole channel is asked for a pause),
   * GiveUp (this message is refused for good), ChannelDown (no message can be sent until an administrator acts); after
   * any other error nobody knows whether it was sent, unless it is `Unsent`.
   */
  send(settings: Settings, message: Outgoing, context: SendContext): Promise<{ externalId: string | null }>;
}

/** The channel as a whole sends nothing until an administrator acts: its messages wait. */
export class ChannelDown extends GiveUp {}

/** It was surely not sent, and may be tried again. */
export class Unsent extends PublicError {}

/** It was not sent because the token has ended before its time: it is renewed, then the message is tried again. */
export class ExpiredToken extends Unsent {}
