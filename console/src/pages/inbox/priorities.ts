import type { Priority } from '../../api/client.ts';

/** The most pressing first. */
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const satisfies readonly Priority[];
