import type { Identity, Words } from '../protocol.ts';

/** What the page of the frame was told of its channel and visitor. */
export interface Config {
  id: string;
  title: Words;
  greeting: Words;
  colour: string;
  form: Record<'name' | 'phone' | 'email', 'off' | 'optional' | 'required'>;
  offlineForm: boolean;
  longestMessage: number;
  isOpen: boolean;
  opensAt: string | null;
  isKnown: boolean;
  keep: 'cookie' | 'token';
}

export interface Item {
  number: number;
  at: string;
  from: 'visitor' | 'desk';
  text: string;
  clientId: string | null;
  author: string | null;
  rating: 'open' | 'answered' | 'gone' | null;
}

export interface Conversation {
  visitor: { name: string | null; isVouched: boolean };
  token: string | null;
  items: Item[];
  hasEarlier: boolean;
  seen: number;
  isOpen: boolean;
  opensAt: string | null;
}

export type Details = Partial<Record<'name' | 'phone' | 'email', string | null>>;

/** An answer that is no success; `fields` names what was wrong in a form. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly fields: string[],
    readonly retryMs: number,
  ) {
    super(String(status));
  }
}

const KEY = 'langnghe-chat';

/** Storage may be shut to a frame of another site: then the visitor is known until the page is left. */
function stored(id: string): { get(): string | undefined; set(token: string | undefined): void } {
  let kept: string | undefined;
  const key = `${KEY}-${id}`;
  return {
    get() {
      try {
        return localStorage.getItem(key) || kept;
      } catch {
        return kept;
      }
    },
    set(token) {
      kept = token;
      try {
        if (token === undefined) localStorage.removeItem(key);
        else localStorage.setItem(key, token);
      } catch {
        // As above.
      }
    },
  };
}

/** The routes of the channel, asked as the visitor of this browser. */
export function createApi({ id, keep, isKnown }: Config) {
  const token = stored(id);
  let isVisitor = isKnown || token.get() !== undefined;

  const headers = (): Record<string, string> => {
    const known = keep === 'token' ? token.get() : undefined;
    return known === undefined ? {} : { 'X-Chat-Visitor': known };
  };

  async function ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(path, {
      method,
      headers: { ...headers(), ...(body && { 'Content-Type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = text === '' ? undefined : JSON.parse(text);
    if (response.ok) return answer as Answer;
    if (response.status === 401) {
      token.set(undefined);
      isVisitor = false;
    }
    const fields = (answer?.errors || []).map(({ path: field }: { path: string }) => field);
    throw new Refused(response.status, fields, 1000 * Number(response.headers.get('Retry-After') || 0));
  }

  return {
    /** Whether there is somebody to go on as. */
    isVisitor: () => isVisitor,
    resume: () => ask<Conversation>('GET', 'conversation'),
    async begin(details: Details, identity: Identity | undefined): Promise<Conversation> {
      const made = await ask<Conversation>('POST', 'conversation', { keep, details, ...(identity && { identity }) });
      if (made.token !== null) token.set(made.token);
      isVisitor = true;
      return made;
    },
    send: (clientId: string, text: string) => ask<{ number: number }>('POST', 'messages', { id: clientId, text }),
    earlier: (before: number) => ask<{ items: Item[]; hasEarlier: boolean }>('GET', `messages?before=${before}`),
    typing: (typing: boolean) => ask<void>('POST', 'typing', { typing }),
    seen: (upTo: number) => ask<void>('POST', 'seen', { upTo }),
    rate: (number: number, rating: number, comment: string) => ask<void>('POST', 'rating', { number, rating, comment }),
    poll: (after: number) =>
      ask<{ items: Item[]; typing: boolean | null; seen: number | null }>('GET', `poll?after=${after}`),
    stream: (after: number, signal: AbortSignal) => fetch(`live?after=${after}`, { headers: headers(), signal }),
  };
}

export type Api = ReturnType<typeof createApi>;
