import type { SelfcareIdentity } from '../../care/selfcare.ts';
import type { Portal } from '../../pipeline/selfcare-codes.ts';
import type { Html } from '../../reports/html.ts';
import type { ApiContext } from '../endpoint.ts';
import type { CustomerCookies } from './cookies.ts';
import type { SentForm } from './forms.ts';
import type { Lang, Say } from './texts.ts';

/** One request to the customers' website, after everything that all have in common was checked. */
export interface PageCall extends SentForm {
  context: ApiContext;
  portal: Portal;
  lang: Lang;
  say: Say;
  now: Date;
  address: string;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  cookies: CustomerCookies;
  /** What every form must carry. */
  formToken: string;
  /** Who is signed in. */
  identity: SelfcareIdentity | undefined;
}

/** The call of a page that only who is signed in gets to. */
export type CustomerCall = PageCall & { identity: SelfcareIdentity };

export type PageAnswer =
  | { page: Html; title: string; status?: number; hero?: Html }
  | { to: string }
  | { body: string | Uint8Array; headers: Readonly<Record<string, string>> };

interface Route {
  method: 'get' | 'post';
  /** Below /selfcare. */
  path: string;
  /** The form has files. */
  withFiles?: boolean;
}

export type PageRoute = Route &
  (
    | { signedIn: false; handle(call: PageCall): Promise<PageAnswer> }
    | { signedIn: true; handle(call: CustomerCall): Promise<PageAnswer> }
  );
