import type { Priority } from '../../api/types.ts';

/** The most pressing first. */
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const satisfies readonly Priority[];
