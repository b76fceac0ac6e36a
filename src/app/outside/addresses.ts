import { lookup, LookupAddress, LookupAllOptions } from 'node:dns';
import { BlockList, isIP, LookupFunction } from 'node:net';

/**
 * Networks that the app does not call unless the bank lists them: the app runs inside the bank's
 * network, and addresses are chosen by a person (webhooks) or given by another server (sign-in).
 */
const CLOSED: readonly (readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 3, 'ipv6'],
  ['4000::', 2, 'ipv6'],
  ['8000::', 1, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
];

export interface AddressRule {
  /** For the demo bank, on loopback: allows endpoints on 127.0.0.0/8 and ::1, and plain HTTP. */
  readonly loopback?: boolean;
  /** Networks of the bank that endpoints may be in, as CIDR: `10.20.0.0/16`. */
  readonly networks?: readonly string[];
}

/** Thrown by the look-up for an address that may not be reached. */
export class AddressRefused extends Error {
  readonly code = 'ADDRESS_REFUSED';

  constructor() {
    super('the address is in a network that this app may not call');
    this.name = 'AddressRefused';
  }
}

/** Whether a text is a CIDR block: `10.20.0.0/16`. */
export function isNetwork(cidr: unknown): cidr is string {
  if (typeof cidr !== 'string') return false;
  const [network, prefix = '', ...rest] = cidr.split('/');
  const most = isIP(network) === 4 ? 32 : 128;
  return isIP(network) !== 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= most && !rest.length;
}

/** The rule for an IP address. IPv4 inside IPv6 is judged as IPv4. */
export function addressCheck(rule: AddressRule): (address: string) => boolean {
  // two lists, because node also looks for an IPv4 address among IPv6 networks, as ::ffff:a.b.c.d,
  // and ::/3 would block them all
  const closed = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const [network, prefix, family] of CLOSED) closed[family].addSubnet(network, prefix, family);
  const open = new BlockList();
  if (rule.loopback) {
    open.addSubnet('127.0.0.0', 8, 'ipv4');
    open.addAddress('::1', 'ipv6');
  }
  for (const cidr of rule.networks ?? []) {
    if (!isNetwork(cidr)) {
      throw new Error(`networks must be CIDR blocks such as 10.20.0.0/16, not ${cidr}`);
    }
    const [network, prefix] = cidr.split('/');
    open.addSubnet(network, Number(prefix), isIP(network) === 4 ? 'ipv4' : 'ipv6');
  }
  return (given) => {
    const address = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(given)?.[1] ?? given;
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    return (
      isIP(address) !== 0 && (open.check(address, family) || !closed[family].check(address, family))
    );
  };
}

/**
 * A look-up that returns only allowed addresses, used by the connection itself: the checked address
 * is the connected one, so a name that resolves differently the second time gains nothing. One
 * refused address refuses the name.
 */
export function guardedLookup(allowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    const all: LookupAllOptions = { ...options, all: true };
    lookup(hostname, all, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '');
      if (addresses.length === 0 || !addresses.every(({ address }) => allowed(address))) {
        return callback(new AddressRefused(), '');
      }
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0].address, addresses[0].family);
    });
  };
}
