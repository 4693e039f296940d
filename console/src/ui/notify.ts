import i18next from 'i18next';
import { adviceOf } from './advice.ts';
import { showToast } from './toasts.ts';

const DONE_MS = 4000;
/** How long something can be taken back. */
const UNDO_MS = 10_000;

/** Tells that something was done, and takes it back if asked to. */
export function notifyDone(message: string, undo?: () => void): void {
  showToast({ kind: 'done', message, ...(undo === undefined ? {} : { undo }) }, undo === undefined ? DONE_MS : UNDO_MS);
}

/** Tells what went wrong and what to do. */
export function notifyProblem(error: unknown): void {
  const { title, advice } = adviceOf(error, i18next.t);
  showToast({ kind: 'problem', title, message: advice }, UNDO_MS);
}
