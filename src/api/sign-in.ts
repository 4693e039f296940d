import { isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { User } from '../domain/person.ts';
import { TooManyRequests, Unauthenticated } from '../errors.ts';
import type { Database } from '../storage/database.ts';
import { findForSignIn } from '../storage/people.ts';
import { DECOY_HASH, hashPassword, verifyPassword } from './passwords.ts';
import { Turnstile } from './turnstile.ts';

const WINDOW_SECONDS = 15 * 60;
/** Wrong passwords in a window: of one account from anywhere, and from one network for any account. */
const PER_ACCOUNT = 10;
const PER_NETWORK = 100;
/** Hashes made at once: each takes 32 MiB and a thread of Node's four. */
const HASHES_AT_ONCE = 2;
const HASHES_WAITING = 50;

/**
 * Checks passwords. Tries are counted in this process: with several behind one address each has its own count. A try is
 * counted before its password is looked at, so that tries at once can't slip through, and taken back when it was right.
 */
export class SignIn {
  readonly #accounts = new RateLimiterMemory({ points: PER_ACCOUNT, duration: WINDOW_SECONDS });
  readonly #networks = new RateLimiterMemory({ points: PER_NETWORK, duration: WINDOW_SECONDS });
  readonly #hashing = new Turnstile(HASHES_AT_ONCE, HASHES_WAITING);

  constructor(private readonly db: Database) {}

  /** Who signs in; throws Unauthenticated, the same and as late for a wrong password as for an unknown address. */
  async signIn(email: string, password: string, address: string): Promise<User> {
    const network = networkOf(address);
    await count(this.#networks, network);
    await count(this.#accounts, email);
    const found = await findForSignIn(this.db, email);
    const right = await this.#hashing.run(() => verifyPassword(password, found?.passwordHash ?? DECOY_HASH));
    if (found === undefined || !right) throw new Unauthenticated('The e-mail address or the password is wrong.');
    await this.#accounts.delete(email);
    await this.#networks.reward(network);
    return found.user;
  }

  hash(password: string): Promise<string> {
    return this.#hashing.run(() => hashPassword(password));
  }
}

async function count(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new TooManyRequests('Too many wrong passwords: wait a while before the next try.', error.msBeforeNext);
  }
}

/** Who has one IPv6 address has a whole /64 of them. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const parsed = ipaddr.IPv6.parse(address);
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString();
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
