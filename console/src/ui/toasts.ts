import { useSyncExternalStore } from 'react';

/** Something that is told for a while. */
export interface Toast {
  id: number;
  kind: 'done' | 'problem';
  title?: string;
  message: string;
  /** Takes back what was done. */
  undo?: () => void;
}

/** More at a time would only cover the page. */
const MOST = 4;

let toasts: readonly Toast[] = [];
let made = 0;
const listeners = new Set<() => void>();

function put(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows it until `ms` are over or somebody closes it. */
export function showToast(toast: Omit<Toast, 'id'>, ms: number): void {
  made += 1;
  const id = made;
  put([...toasts, { ...toast, id }].slice(-MOST));
  setTimeout(() => closeToast(id), ms);
}

export const closeToast = (id: number): void => put(toasts.filter((each) => each.id !== id));

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useToasts = (): readonly Toast[] => useSyncExternalStore(subscribe, () => toasts);
