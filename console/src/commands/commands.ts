import { useEffect, useRef, useSyncExternalStore } from 'react';
import { isCharacter, matches, type Pressed } from './keys.ts';

/** Something one can do on the page that is shown: by its keys, from the palette (⌘K), and told by the help sheet (?). */
export interface Command {
  /** Unique among those that are there at a time; of two, the later one holds. */
  id: string;
  /** In the user's language. */
  label: string;
  /** The heading that it stands under, in the user's language. */
  group: string;
  /** "j", "mod+Enter", "g i". */
  keys?: string;
  /** Reached by its keys only: what is no use in a list (the next ticket). */
  isHidden?: boolean;
  /** Also while one writes. */
  whileWriting?: boolean;
  run(): void;
}

const registered = new Map<object, readonly Command[]>();
const listeners = new Set<() => void>();
let all: readonly Command[] = [];

function gather(): void {
  all = [...new Map([...registered.values()].flat().map((each) => [each.id, each])).values()];
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** All commands of what is shown at the moment. */
export const useAllCommands = (): readonly Command[] => useSyncExternalStore(subscribe, () => all);

/** Offers commands while the component is there; what they do may close over its newest state. */
export function useCommands(commands: readonly Command[]): void {
  const newest = useRef(commands);
  newest.current = commands;
  const shape = commands.map(({ id, label, keys }) => `${id} ${label} ${keys ?? ''}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: registered anew when what is offered changes, not at each drawing
  useEffect(() => {
    const owner = {};
    const run = (id: string) => newest.current.find((each) => each.id === id)?.run();
    registered.set(
      owner,
      newest.current.map((each) => ({ ...each, run: () => run(each.id) })),
    );
    gather();
    return () => {
      registered.delete(owner);
      gather();
    };
  }, [shape]);
}

const KEPT = 'single-key-shortcuts';

/** Whether shortcuts of a single character work. */
export const charactersOn = (): boolean => localStorage.getItem(KEPT) !== 'off';
export const switchCharacters = (on: boolean): void => localStorage.setItem(KEPT, on ? 'on' : 'off');

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Keys pressed further apart are no sequence. */
const TOGETHER_MS = 1200;

/** Runs commands by their keys; to be called once, in the shell. An open dialogue keeps the keys to itself. */
export function useShortcuts(): void {
  useEffect(() => {
    let pressed: (Pressed & { at: number })[] = [];
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || /^(?:Shift|Control|Meta|Alt)$/.test(event.key)) return;
      const { key, ctrlKey, metaKey, altKey, timeStamp: at } = event;
      pressed = [...pressed.filter((each) => at - each.at < TOGETHER_MS), { key, ctrlKey, metaKey, altKey, at }];
      const writing = isWriting(event.target);
      const inDialogue =
        event.target instanceof HTMLElement && event.target.closest('[role="dialog"],[role="menu"],[role="listbox"]');
      const found = all
        .filter(
          ({ keys, whileWriting }) =>
            keys !== undefined &&
            (whileWriting || (!writing && !inDialogue)) &&
            (charactersOn() || !isCharacter(keys)) &&
            matches(keys, pressed),
        )
        // "g i" is no "i".
        .sort((a, b) => (b.keys?.length ?? 0) - (a.keys?.length ?? 0))
        .at(0);
      if (found === undefined) return;
      event.preventDefault();
      pressed = [];
      found.run();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
