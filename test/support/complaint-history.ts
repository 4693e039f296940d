/** Complaints of made-up places over months, by the hour, with events planted among them: what bursts are measured on. */

export interface PlantedEvent {
  place: number;
  /** Hour since the beginning. */
  from: number;
  hours: number;
}

export interface ComplaintHistory {
  /** By place, then by hour since the beginning. */
  counts: number[][];
  events: PlantedEvent[];
  /** Whether the day since the beginning is one of rest. */
  isFree: (day: number) => boolean;
}

/** The same numbers for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How many events there are where so many are expected. */
export function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}

/** Quiet nights, busy mornings and evenings. */
const byHour = (hour: number): number => 0.15 + Math.max(0, Math.sin(((hour - 6) / 17) * Math.PI));

export interface HistoryOptions {
  seed: number;
  days: number;
  places: number;
  /** Planted events; none in the first 28 days. */
  events: number;
}

/** Days 40 to 46 are Tết. Every day is busier or calmer by chance, and places differ from 0.05 to 4 an hour. */
export function complaintHistory({ seed, days, places, events }: HistoryOptions): ComplaintHistory {
  const random = randomOf(seed);
  const isTet = (day: number) => day >= 40 && day <= 46;
  const isFree = (day: number) => day % 7 >= 5 || isTet(day);
  const mood = Array.from({ length: days }, () => 0.75 + random() * 0.5);
  const counts = Array.from({ length: places }, (_, place) => {
    const base = 0.05 * 80 ** (place / Math.max(1, places - 1));
    return Array.from({ length: days * 24 }, (_, hour) => {
      const day = Math.floor(hour / 24);
      const level = base * byHour(hour % 24) * (mood[day] ?? 1) * (isFree(day) ? 0.6 : 1) * (isTet(day) ? 1.4 : 1);
      return poisson(level, random);
    });
  });
  const planted = Array.from({ length: events }, (): PlantedEvent => {
    const place = Math.floor(random() * places);
    const from = Math.floor((28 + random() * (days - 29)) * 24);
    return { place, from, hours: 2 + Math.floor(random() * 8) };
  });
  for (const { place, from, hours } of planted)
    for (let hour = from; hour < from + hours; hour += 1) {
      const line = counts[place];
      // A wave that rises within the first hour and ebbs away.
      const extra = poisson(12 * (hour === from ? 0.6 : 1 - (hour - from) / (hours + 2)), random);
      if (line && hour < line.length) line[hour] = (line[hour] ?? 0) + extra;
    }
  return { counts, events: planted, isFree };
}
