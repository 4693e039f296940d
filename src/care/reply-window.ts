const HOUR = 3_600_000;

/**
 * How long a channel lets the desk answer after the customer's last message, in hours, by its kind. Where there are
 * several, the later ones ask for more: Messenger's first 24 hours are free, the rest of the seven days are for answers
 * by a person (the HUMAN_AGENT tag); Zalo's first 48 hours are free of charge, the rest of the seven days counts against
 * the quota. A channel that is not named can be answered at any time.
 */
const REPLY_WINDOW_HOURS: Readonly<Record<string, readonly number[]>> = {
  messenger: [24, 168],
  zalo: [48, 168],
};

/** A time in which the channel lets the desk answer, in milliseconds since 1970. */
export interface ReplyWindow {
  from: number;
  to: number;
}

/**
 * The window that is open, or the last one when all are over; null where the channel has none. `wroteAt`: when the
 * customer last wrote, by the channel's own time.
 */
export function replyWindow(channel: string, wroteAt: number | null, now: number): ReplyWindow | null {
  const hours = REPLY_WINDOW_HOURS[channel];
  if (hours === undefined || wroteAt === null) return null;
  const ends = hours.map((each) => wroteAt + each * HOUR);
  const at = ends.findIndex((end) => now < end);
  const index = at < 0 ? ends.length - 1 : at;
  return { from: ends[index - 1] ?? wroteAt, to: ends[index] ?? wroteAt };
}
