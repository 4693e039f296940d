import { useEffect, useRef } from 'react';

type Insert = (text: string) => void;

/** The boxes that are there, by ticket. */
const boxes = new Map<number, Insert>();

/** Puts words into a ticket's reply box, where its caret stands; false where there is no box. */
export function insertIntoReply(ticket: number, text: string): boolean {
  const insert = boxes.get(ticket);
  insert?.(text);
  return insert !== undefined;
}

/** Takes what the pane beside the conversation has for the reply. */
export function useInsertions(ticket: number, insert: Insert): void {
  const newest = useRef(insert);
  newest.current = insert;
  useEffect(() => {
    const own: Insert = (text) => newest.current(text);
    boxes.set(ticket, own);
    return () => {
      if (boxes.get(ticket) === own) boxes.delete(ticket);
    };
  }, [ticket]);
}
