import { parseCookie, stringifySetCookie } from 'cookie';

/** How long a session lasts, whatever happens in it. */
export const SESSION_MS = 12 * 3_600_000;

/** The cookie that carries a session's secret: out of reach of scripts, never sent by other sites' pages. */
export class SessionCookie {
  readonly #name: string;
  readonly #secure: boolean;

  constructor(publicUrl: string | undefined) {
    this.#secure = publicUrl?.startsWith('https:') ?? false;
    // With this prefix browsers take the cookie from this very host only, and only over https.
    this.#name = this.#secure ? '__Host-langnghe' : 'langnghe';
  }

  get name(): string {
    return this.#name;
  }

  read(header: string | undefined): string | undefined {
    const secret = parseCookie(header ?? '')[this.#name];
    return secret || undefined;
  }

  /** The Set-Cookie header that starts a session. */
  start(secret: string): string {
    return this.#write(secret, SESSION_MS / 1000);
  }

  /** The Set-Cookie header that ends it. */
  end(): string {
    return this.#write('', 0);
  }

  #write(value: string, maxAge: number): string {
    const rules = { path: '/', httpOnly: true, sameSite: 'strict', secure: this.#secure, maxAge } as const;
    return stringifySetCookie(this.#name, value, rules);
  }
}
