import { type Api, Refused } from './api.ts';

export interface Sending {
  clientId: string;
  text: string;
  /** It will not be tried again by itself. */
  isStuck: boolean;
}

const LONGEST_PAUSE_MS = 30_000;

const newId = () => {
  const random = new Uint32Array(4);
  crypto.getRandomValues(random);
  return `m-${Array.from(random, (part) => part.toString(36)).join('-')}`;
};

/** Messages on their way, one after the other; each has its id, so that one sent twice arrives once. */
export function createOutbox(api: Api, changed: () => void) {
  const waiting: Sending[] = [];
  let isBusy = false;
  let failed = 0;

  const work = async () => {
    if (isBusy) return;
    isBusy = true;
    for (let next = waiting.find(({ isStuck }) => !isStuck); next; next = waiting.find(({ isStuck }) => !isStuck)) {
      try {
        await api.send(next.clientId, next.text);
        waiting.splice(waiting.indexOf(next), 1);
        failed = 0;
      } catch (error) {
        const isFinal = error instanceof Refused && error.status < 500 && error.status !== 429;
        if (isFinal) next.isStuck = true;
        else {
          failed += 1;
          const asked = error instanceof Refused ? error.retryMs : 0;
          await new Promise((resolve) =>
            setTimeout(resolve, Math.max(asked, Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** failed))),
          );
        }
      }
      changed();
    }
    isBusy = false;
  };

  return {
    waiting: waiting as readonly Sending[],
    add(text: string) {
      waiting.push({ clientId: newId(), text, isStuck: false });
      changed();
      void work();
    },
    again(clientId: string) {
      for (const each of waiting) if (each.clientId === clientId) each.isStuck = false;
      changed();
      void work();
    },
    /** The message came back as one of the chat. */
    arrived(clientId: string) {
      const at = waiting.findIndex((each) => each.clientId === clientId);
      if (at >= 0) waiting.splice(at, 1);
    },
  };
}
