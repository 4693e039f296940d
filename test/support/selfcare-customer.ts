import { parseSetCookie } from 'cookie';

export interface CustomerPage {
  status: number;
  headers: Headers;
  text: string;
  /** Where it leads to, below the website's root; null for a page. */
  to: string | null;
}

/** A customer's browser without scripts: keeps cookies, fills in forms. */
export class SelfcareCustomer {
  readonly cookies = new Map<string, string>();
  #token = '';

  constructor(private readonly url: string) {}

  async get(path = ''): Promise<CustomerPage> {
    const page = await this.#ask(path, {});
    this.#token = /name="form" value="([^"]+)"/.exec(page.text)?.[1] ?? this.#token;
    return page;
  }

  post(path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<CustomerPage> {
    return this.#ask(path, { method: 'POST', body: new URLSearchParams({ form: this.#token, ...fields }), headers });
  }

  /** A form that takes files, once each. */
  send(path: string, fields: Record<string, string>, files: readonly File[] = []): Promise<CustomerPage> {
    const body = new FormData();
    for (const [name, value] of Object.entries({ form: this.#token, once: crypto.randomUUID(), ...fields }))
      body.set(name, value);
    for (const file of files) body.append('files', file);
    return this.#ask(path, { method: 'POST', body });
  }

  async #ask(path: string, init: RequestInit): Promise<CustomerPage> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), cookie };
    const response = await fetch(`${this.url}/selfcare${path}`, { ...init, headers, redirect: 'manual' });
    for (const header of response.headers.getSetCookie()) {
      const { name, value = '', maxAge } = parseSetCookie(header) ?? { name: '' };
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, encodeURIComponent(value));
    }
    const to = response.headers.get('location')?.replace(/^\/selfcare/, '') ?? null;
    return { status: response.status, headers: response.headers, text: await response.text(), to };
  }
}
