import { parseCookie, stringifySetCookie } from 'cookie';

/** What the customers' website keeps in the browser. None of it can be read by scripts. */
export type CookieName = 'form' | 'session' | 'code' | 'lang';

const PATH = '/selfcare';

export class CustomerCookies {
  readonly #given: Record<string, string | undefined>;
  readonly #prefix: string;
  readonly #secure: boolean;
  /** `Set-Cookie` headers of the answer. */
  readonly changes: string[] = [];

  constructor(header: string | undefined, publicUrl: string | undefined) {
    this.#given = parseCookie(header ?? '');
    this.#secure = publicUrl?.startsWith('https:') ?? false;
    // With this prefix browsers take them over https only.
    this.#prefix = `${this.#secure ? '__Secure-' : ''}langnghe-customer-`;
  }

  read(name: CookieName): string | undefined {
    return this.#given[this.#prefix + name] || undefined;
  }

  /** Keeps a value for so many seconds; for as long as the browser runs, if not given. */
  keep(name: CookieName, value: string, maxAge?: number): void {
    const rules = { path: PATH, httpOnly: true, sameSite: 'lax', secure: this.#secure } as const;
    this.changes.push(
      stringifySetCookie(this.#prefix + name, value, maxAge === undefined ? rules : { ...rules, maxAge }),
    );
    this.#given[this.#prefix + name] = value;
  }

  forget(name: CookieName): void {
    this.keep(name, '', 0);
  }
}
