/** What somebody began to write on a ticket. */
export interface Draft {
  kind: 'reply' | 'note';
  text: string;
  /** Another way than the usual one. */
  channel?: string | undefined;
}

/** Kept while the page is open, and nowhere else: it may hold a customer's data. */
const drafts = new Map<number, Draft>();

export const draftOf = (number: number): Draft => drafts.get(number) ?? { kind: 'reply', text: '' };

export function keepDraft(number: number, draft: Draft): Draft {
  if (draft.text === '') drafts.delete(number);
  else drafts.set(number, draft);
  return draft;
}
