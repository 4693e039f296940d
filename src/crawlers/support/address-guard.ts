import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { GiveUp } from '../../errors.ts';
import { redactUrl } from './redact-url.ts';

/** Resolves a name to all its addresses; injected in tests. */
export type Resolve = (
  hostname: string,
  callback: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

const systemResolve: Resolve = (hostname, callback) => dnsLookup(hostname, { all: true, verbatim: true }, callback);

/** Public by range, yet answered by the cloud's own host: Azure's wire server hands out secrets. */
const METADATA = new Set(['168.63.129.16']);
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** True only for an address of the public internet: anything private, local, translated or reserved is false. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast' || METADATA.has(parsed.toString())) return false;
  return !(parsed instanceof ipaddr.IPv6) || parsed.match(GLOBAL_IPV6);
}

/** An address that is private, local or reserved, or leads to one; to logs it is the GiveUp that it is. */
export class RefusedAddress extends GiveUp {
  override readonly name = 'GiveUp';
}

const refusal = (name: string) =>
  new RefusedAddress(
    `${name} is a private, local or reserved address, which is not fetched. ` +
      'If it is meant, add the host (or host:port) to ALLOW_PRIVATE_HOSTS.',
  );

/**
 * A `lookup` for net.connect that hands on public addresses only. The check is made on the very addresses that are
 * then connected to, so a name that answers differently the second time (DNS rebinding) gains nothing.
 */
export function guardedLookup(resolve: Resolve = systemResolve): LookupFunction {
  return lookupWith(resolve, (hostname, found) => {
    const allowed = found.filter(({ address }) => isPublicAddress(address));
    if (allowed.length === 0) throw refusal(hostname);
    return allowed;
  });
}

/** A `lookup` for hosts that the operator allowed by name: every address passes. */
export function openLookup(resolve: Resolve = systemResolve): LookupFunction {
  return lookupWith(resolve, (_hostname, found) => found);
}

type Choose = (hostname: string, found: readonly LookupAddress[]) => readonly LookupAddress[];

function lookupWith(resolve: Resolve, choose: Choose): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, (error, found) => {
      if (error) return callback(error, '', 0);
      try {
        const wanted = options.family === 4 || options.family === 6 ? options.family : undefined;
        const chosen = choose(hostname, found).filter(({ family }) => wanted === undefined || family === wanted);
        const [first] = chosen;
        if (!first) throw Object.assign(new Error(`no address for ${hostname}`), { code: 'ENOTFOUND' });
        if (options.all) callback(null, [...chosen]);
        else callback(null, first.address, first.family);
      } catch (refused) {
        callback(refused as NodeJS.ErrnoException, '', 0);
      }
    });
  };
}

/** Ports of other protocols, which browsers never speak HTTP to either (Fetch standard, "port blocking"). */
const BLOCKED_PORTS = new Set(
  (
    '0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 ' +
    '135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 ' +
    '995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080'
  ).split(' '),
);

/** Throws GiveUp unless the address is http or https at a port for it, without credentials and, if its host is a number, public. */
export function checkUrl(url: URL, allowed: AllowedHosts): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new GiveUp(`Only http:// and https:// addresses are fetched, not ${url.protocol}.`);
  }
  if (url.username || url.password) {
    throw new GiveUp(`${redactUrl(url)} was given with a user name or password in the address: remove it.`);
  }
  if (allowed.has(url)) return;
  if (BLOCKED_PORTS.has(url.port))
    throw new GiveUp(`${url.host} names a port of another protocol, which is not fetched.`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw refusal(url.host);
}

export interface AllowedHosts {
  has(url: URL): boolean;
}

/** The operator's list of `host` or `host:port` that may be reached although private. */
export function allowedHosts(entries: readonly string[]): AllowedHosts {
  const names = new Set(entries.map(normaliseEntry));
  return {
    has(url) {
      const host = url.hostname.replace(/\.$/, '');
      const port = url.port || (url.protocol === 'https:' ? '443' : '80');
      return names.has(host) || names.has(`${host}:${port}`);
    },
  };
}

function normaliseEntry(entry: string): string {
  const text = entry.trim().toLowerCase();
  if (isIP(text) === 6) return new URL(`http://[${text}]`).hostname;
  const port = /:(\d+)$/.exec(text)?.[1];
  const name = port && !text.endsWith(']') ? text.slice(0, -port.length - 1) : text;
  const host = URL.canParse(`http://${name}`) ? new URL(`http://${name}`).hostname.replace(/\.$/, '') : name;
  return port && !text.endsWith(']') ? `${host}:${port}` : host;
}
