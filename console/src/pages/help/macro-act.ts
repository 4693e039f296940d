import type { Answer } from '../../api/types.ts';

export type Act = Answer<'/api/macros', 'get'>['items'][number]['acts'][number];

/** In the order in which they are offered; a cause is set by the API only. */
export const KINDS = [
  'reply',
  'note',
  'status',
  'priority',
  'tag',
  'untag',
  'assign',
  'team',
  'snooze',
] as const satisfies readonly Act['do'][];

/** An act before anything of it is chosen. */
export function newAct(kind: (typeof KINDS)[number]): Act {
  switch (kind) {
    case 'reply':
      return { do: 'reply', cannedReply: '' };
    case 'note':
      return { do: 'note', text: '' };
    case 'status':
      return { do: 'status', status: 'resolved' };
    case 'priority':
      return { do: 'priority', priority: 'high' };
    case 'assign':
      return { do: 'assign', assignee: 'me' };
    case 'team':
      return { do: 'team', team: '' };
    case 'snooze':
      return { do: 'snooze', minutes: 60 };
    default:
      return { do: kind, tag: '' };
  }
}
