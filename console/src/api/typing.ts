type Listener = (ticket: number, isTyping: boolean) => void;

const listeners = new Set<Listener>();

/** Has a listener told of customers who type in a web chat; gives what ends it. */
export function onTyping(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function tellTyping(ticket: number, isTyping: boolean): void {
  for (const listener of listeners) listener(ticket, isTyping);
}
