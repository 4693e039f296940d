/** What a crawler asks for; the limits have sane defaults and can only be lowered. */
export interface FetchRequest {
  accept?: string;
  /** Validators of the copy that the crawler already has; with them the answer can be `notModified`. */
  etag?: string | undefined;
  lastModified?: string | undefined;
  /** Seconds to leave between two requests to this host, if more than the host's robots.txt asks. */
  delaySeconds?: number | undefined;
}

/** A successful answer (2xx) or "not modified" (304); every other outcome is an error whose class says what to do. */
export interface FetchedPage {
  /** The address after redirects. */
  url: string;
  notModified: boolean;
  /** Lower-case media type without parameters, e.g. "text/html"; empty when the server names none. */
  mediaType: string;
  etag: string | undefined;
  lastModified: string | undefined;
  /** The decompressed body. */
  body: Uint8Array;
  /** The body as text: charset from the byte-order mark, HTTP header, XML declaration or meta element, else UTF-8. */
  text(): string;
}

export type Fetch = (url: string, request?: FetchRequest) => Promise<FetchedPage>;
