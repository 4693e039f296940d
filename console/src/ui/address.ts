/** What stands in the address may be anybody's: each part is read, and left out where it is not understood. */

/** One of some words; a number may stand for its digits, as the router reads them. */
export const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  typeof value === 'object' ? undefined : values.find((each) => each === String(value));

/** Words as they were written, a space at their end included: who types sees what they type. */
export const text = (value: unknown, longest: number): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.slice(0, longest) : undefined;

/** What is there of some parts. */
export const defined = <T extends object>(parts: { [Name in keyof T]: T[Name] | undefined }): T =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as T;
