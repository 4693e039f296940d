import { PublicError } from '../../errors.ts';

/** A fetch that went wrong this time (5xx, time-out, reset, unreadable answer): tried again with back-off. */
export class FetchFailed extends PublicError {}
