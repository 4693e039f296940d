import { InvalidInput, NotFound } from '../errors.ts';
import type { Database } from '../storage/database.ts';
import { findTeam } from '../storage/teams.ts';

/** Throws InvalidInput when a request names a team that there is not; none named is fine. */
export async function refuseUnknownTeam(db: Database, team: string | null | undefined): Promise<void> {
  if (team === undefined || team === null) return;
  try {
    await findTeam(db, team);
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    throw new InvalidInput('There is no such team.', [{ path: 'team', message: 'is no team' }], { cause: error });
  }
}
