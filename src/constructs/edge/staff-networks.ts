import { isIP } from 'node:net';

const EXAMPLE = '200.1.2.0/24';

/** What is wrong with the networks of staff: the field, what it got, and the way out. */
export function staffNetworkProblems(cidrs: readonly string[] | undefined): string[] {
  if (cidrs?.length === 0) {
    return [
      'staffCidrs is empty, so staff could sign in from nowhere; ' +
        `leave it out to allow sign-in from everywhere, or give networks such as ${EXAMPLE}`,
    ];
  }
  return (cidrs ?? []).flatMap((cidr) => {
    if (/\/0+$/.test(cidr)) {
      return [
        `staffCidrs has "${cidr}", which is everywhere; leave staffCidrs out for that, or give ` +
          `networks such as ${EXAMPLE}`,
      ];
    }
    if (!isCidr(cidr)) {
      return [`staffCidrs has "${cidr}"; write address and prefix length, such as ${EXAMPLE}`];
    }
    const [address, length] = cidr.split('/');
    const bits = bitsOf(address);
    const hostBits = BigInt(bits.width - Number(length));
    const first = (bits.value >> hostBits) << hostBits;
    if (first === bits.value) return [];
    const host = `${address}/${bits.width}`;
    return [
      `staffCidrs has "${cidr}", an address within a network of that length; give the network, ` +
        `${written(first, bits.width)}/${Number(length)}, or that address alone, ${host}`,
    ];
  });
}

/** Whether the text is an IPv4 or IPv6 address with a valid prefix length. */
function isCidr(text: string): boolean {
  const [address, length, ...rest] = text.split('/');
  return (
    rest.length === 0 &&
    /^\d{1,3}$/.test(length ?? '') &&
    isIP(address) !== 0 &&
    !address.includes('%') &&
    Number(length) >= 1 &&
    Number(length) <= (isIP(address) === 4 ? 32 : 128)
  );
}

interface Bits {
  readonly value: bigint;
  readonly width: 32 | 128;
}

const joined = (parts: readonly (string | number)[], each: bigint, base: '' | '0x'): bigint =>
  parts.reduce<bigint>((sum, part) => (sum << each) + BigInt(`${base}${part}`), 0n);

function bitsOf(address: string): Bits {
  if (isIP(address) === 4) return { value: joined(address.split('.'), 8n, ''), width: 32 };
  const [before, after] = canonical(address).split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const [head, tail] = [groups(before), groups(after)];
  const gap = Array.from({ length: 8 - head.length - tail.length }, () => 0);
  return { value: joined([...head, ...gap, ...tail], 16n, '0x'), width: 128 };
}

function written(value: bigint, width: Bits['width']): string {
  const each = width === 32 ? 8 : 16;
  const parts = Array.from({ length: width / each }, (_, n) => {
    return (value >> BigInt(width - each * (n + 1))) & BigInt(2 ** each - 1);
  });
  return width === 32 ? parts.join('.') : canonical(parts.map((p) => p.toString(16)).join(':'));
}

/** An IPv6 address in its shortest form, hexadecimal throughout. */
const canonical = (address: string): string => new URL(`http://[${address}]`).hostname.slice(1, -1);
