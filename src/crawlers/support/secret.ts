import { z } from 'zod';

/** A setting that is kept encrypted, is never shown or logged again, and stays as it was when a change leaves it out. */
export const secret = () => z.string().min(1).max(5000).meta({ secret: true, writeOnly: true });

/** The names of the fields of a settings schema that were made with `secret()`. */
export function secretFields(settings: z.ZodType): string[] {
  const { properties = {} } = z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties)
    .filter(([, field]) => typeof field === 'object' && field.secret === true)
    .map(([name]) => name);
}
