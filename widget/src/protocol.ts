/** What the script on the host's page and the chat in its frame tell each other, by `postMessage`. */

export type Language = 'vi' | 'en';
export type Words = Readonly<Record<Language, string>>;

/** Who the page says that its visitor is, and its proof: see docs/channels.md. */
export interface Identity {
  id: string;
  name?: string;
  email?: string;
  phone?: string;
  expires: number;
  hash: string;
}

export type ToFrame =
  | { chat: 'init'; language: Language; isOpen: boolean; isFull: boolean; identity: Identity | undefined }
  | { chat: 'open'; isFull: boolean }
  | { chat: 'closed' }
  | { chat: 'identify'; identity: Identity | null };

export type ToPage =
  | { chat: 'ready' }
  | { chat: 'close' }
  | { chat: 'unread'; count: number }
  | { chat: 'refused'; reason: string };
