import { staffNetworkProblems } from '../../../src/constructs/edge/staff-networks';

test.each([
  ['10.0.0.5/8', '10.0.0.0/8', '10.0.0.5/32'],
  ['200.1.2.255/31', '200.1.2.254/31', '200.1.2.255/32'],
  ['2001:db8:0:1::7/48', '2001:db8::/48', '2001:db8:0:1::7/128'],
  ['::1/1', '::/1', '::1/128'],
])(
  '%s has host bits set: the refusal names the network and the address',
  (cidr, network, address) => {
    expect(staffNetworkProblems(['200.1.2.0/24', cidr])).toEqual([
      `staffCidrs has "${cidr}", an address within a network of that length; give the network, ` +
        `${network}, or that address alone, ${address}`,
    ]);
    expect(staffNetworkProblems([network, address])).toEqual([]);
  },
);

test('invalid networks, and the whole internet, are refused', () => {
  expect(staffNetworkProblems(undefined)).toEqual([]);
  expect(staffNetworkProblems(['10.0.0.0', '999.1.1.0/24', 'fe80::1%eth0/64'])).toEqual(
    ['10.0.0.0', '999.1.1.0/24', 'fe80::1%eth0/64'].map(
      (cidr) => `staffCidrs has "${cidr}"; write address and prefix length, such as 200.1.2.0/24`,
    ),
  );
  expect(staffNetworkProblems(['::/0'])).toEqual([
    expect.stringMatching(/^staffCidrs has "::\/0", which is everywhere; leave staffCidrs out/),
  ]);
});
