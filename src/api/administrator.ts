import { userInput } from '../domain/person.ts';
import { InvalidInput } from '../errors.ts';
import type { Database } from '../storage/database.ts';
import { createUser, hasNoUsers } from '../storage/people.ts';
import { hashPassword, newPassword } from './passwords.ts';
import { fieldProblems } from './validation.ts';

/** Who administers when nobody says otherwise. */
const DEFAULT_EMAIL = 'admin@langnghe.local';

/**
 * Makes the first administrator if there is no user yet. Gives null if there is one; `password` only when it was made up
 * here, to be shown once.
 */
export async function ensureAdministrator(
  db: Database,
  given: { email?: string | undefined; password?: string | undefined },
  now: Date,
): Promise<{ email: string; password?: string } | null> {
  if (!(await hasNoUsers(db))) return null;
  const password = given.password ?? newPassword();
  const parsed = userInput.safeParse({
    email: given.email ?? DEFAULT_EMAIL,
    name: 'Administrator',
    role: 'administrator',
    password,
  });
  if (!parsed.success) {
    const fields = fieldProblems(parsed.error);
    throw new InvalidInput('ADMIN_EMAIL or ADMIN_PASSWORD can’t be used.', fields, { cause: parsed.error });
  }
  const { password: accepted, ...user } = parsed.data;
  await createUser(db, { ...user, passwordHash: await hashPassword(accepted) }, now);
  return given.password === undefined ? { email: user.email, password } : { email: user.email };
}
