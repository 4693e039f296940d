import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import {
  type AllowedHosts,
  allowedHosts,
  guardedLookup,
  isPublicAddress,
  openLookup,
  RefusedAddress,
  type Resolve,
} from './address-guard.ts';

/** Gives the address to connect to for a host and port; throws GiveUp for one that is private and not allowed. */
export type ServerAddress = (host: string, port: number) => Promise<string>;

/**
 * The guard of connections that are not HTTP, such as those to mail servers. The address that was checked is the one to
 * connect to, so a name that answers differently the second time gains nothing.
 */
export function guardServers(allowPrivateHosts: readonly string[], resolve?: Resolve): ServerAddress {
  const allowed = allowedHosts(allowPrivateHosts);
  return async (host, port) => {
    const open = isAllowed(allowed, host, port);
    if (isIP(host) !== 0) {
      if (!open && !isPublicAddress(host)) throw new RefusedAddress(refused(host, port));
      return host;
    }
    const lookup = open ? openLookup(resolve) : guardedLookup(resolve);
    return new Promise<string>((done, fail) => {
      lookup(host, {}, (error, found: string | LookupAddress[]) => {
        if (error) fail(error);
        else done(typeof found === 'string' ? found : (found[0]?.address ?? ''));
      });
    });
  };
}

const refused = (host: string, port: number) =>
  `${host} is a private, local or reserved address, which is not connected to. ` +
  `If it is meant, add ${host}:${port} to ALLOW_PRIVATE_HOSTS.`;

function isAllowed(allowed: AllowedHosts, host: string, port: number): boolean {
  const url = `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  return URL.canParse(url) && allowed.has(new URL(url));
}
