import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { isUnavailable } from '../../src/storage/unavailable.ts';
import { freePort } from '../support/postgres.ts';

const coded = (code: string) => Object.assign(new Error('x'), { code });

describe('isUnavailable', () => {
  it('knows a server that is not there', async () => {
    const client = new pg.Client({ host: '127.0.0.1', port: await freePort(), user: 'nobody' });
    const error = await client.connect().catch((reason: unknown) => reason);
    expect(isUnavailable(error)).toBe(true);
  });

  it.each(['08006', '53300', '57P01', '57P03', '40P01', 'ECONNRESET', 'ETIMEDOUT'])(
    'knows %s, also as a cause',
    (code) => {
      expect(isUnavailable(coded(code))).toBe(true);
      expect(isUnavailable(new Error('outer', { cause: coded(code) }))).toBe(true);
      expect(isUnavailable(new AggregateError([coded(code)]))).toBe(true);
    },
  );

  it.each(['23505', '22P05', '42601', 'ENOENT'])('takes %s for a mistake of ours', (code) => {
    expect(isUnavailable(coded(code))).toBe(false);
  });

  it('goes round no circle of causes for ever, and takes anything', () => {
    const error = new Error('a');
    error.cause = error;
    for (const thrown of [error, undefined, null, 'ECONNREFUSED', { code: '57P01' }])
      expect(isUnavailable(thrown)).toBe(false);
  });
});
