import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, take } from '../api/client.ts';
import { useMay, useSession } from '../api/session.ts';

export type PresenceStatus = 'online' | 'away';

/** The API takes who has not said so for 90 seconds for away. */
const SAY_MS = 30_000;
const KEPT = 'presence';

/** Agents are there unless they say otherwise; others only when they say so. */
const keptStatus = (role: string): PresenceStatus => {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'online' || kept === 'away') return kept;
  return role === 'agent' ? 'online' : 'away';
};

/** Tells the desk that one is there, as long as the console is open: only who is online is given tickets. */
export function usePresence() {
  const { role, kind } = useSession();
  const isTold = useMay('tickets:write') && kind === 'user';
  const [status, setStatus] = useState(() => keptStatus(role));
  const { mutate } = useMutation({
    mutationFn: (wanted: PresenceStatus) => take(api.PUT('/api/presence', { body: { status: wanted } })),
  });
  useEffect(() => {
    if (!isTold) return;
    mutate(status);
    // Who is away needs to say so once only.
    if (status === 'away') return;
    const timer = setInterval(() => mutate(status), SAY_MS);
    return () => clearInterval(timer);
  }, [isTold, status, mutate]);
  return {
    status: isTold ? status : null,
    change(wanted: PresenceStatus) {
      localStorage.setItem(KEPT, wanted);
      setStatus(wanted);
    },
  };
}
