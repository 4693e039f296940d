/** The way from nothing to the first ticket; what is done is read off the records, so it can be left and taken up again. */

export const STEPS = ['query', 'source', 'people', 'channel', 'ticket'] as const;
export type StepId = (typeof STEPS)[number];

/** What there is of each. */
export interface Found {
  queries: number;
  sources: number;
  mentions: number;
  /** Who can sign in, administrators aside. */
  people: number;
  channels: number;
  tickets: number;
}

/** Which steps are done; a source is once it has brought something. */
export const doneSteps = (found: Found): Record<StepId, boolean> => ({
  query: found.queries > 0,
  source: found.sources > 0 && found.mentions > 0,
  people: found.people > 0,
  channel: found.channels > 0,
  ticket: found.tickets > 0,
});

/** The first step that is not done; undefined: all are. */
export const nextStep = (done: Readonly<Record<StepId, boolean>>): StepId | undefined =>
  STEPS.find((step) => !done[step]);

/** A rule that any of these names matches: "Mạng Sao" OR msao. */
export function ruleOfNames(names: readonly string[]): string {
  const clean = names.map((name) =>
    name
      .replace(/["“”„]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return [...new Set(clean)]
    .filter((name) => /[\p{L}\p{N}]/u.test(name))
    .map((name) => `"${name}"`)
    .join(' OR ');
}
