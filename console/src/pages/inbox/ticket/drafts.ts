import type { Attachment } from '../../../api/types.ts';

/** What somebody began to write on a ticket. */
export interface Draft {
  kind: 'reply' | 'note';
  text: string;
  /** Another way than the usual one. */
  channel?: string | undefined;
  /** Uploaded, and sent with it. */
  files: readonly Attachment[];
  /** Colleagues whom a note calls; told of it as long as their `@name` stands there. */
  named?: readonly { id: string; name: string }[];
}

/** Kept while the page is open, and nowhere else: it may hold a customer's data. */
const drafts = new Map<number, Draft>();

export const draftOf = (number: number): Draft => drafts.get(number) ?? { kind: 'reply', text: '', files: [] };

export function keepDraft(number: number, draft: Draft): Draft {
  if (isEmpty(draft)) drafts.delete(number);
  else drafts.set(number, draft);
  return draft;
}

export const isEmpty = ({ text, files }: Draft): boolean => text.trim() === '' && files.length === 0;
