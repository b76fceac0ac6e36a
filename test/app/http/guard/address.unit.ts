import { IncomingMessage } from 'node:http';
import { addressOf, throughEdge } from '../../../../src/app/http/guard/address';

const request = (peer: string | undefined, headers: IncomingMessage['headers']) =>
  ({ socket: { remoteAddress: peer }, headers }) as IncomingMessage;

test.each([
  '10.0.3.7',
  '::ffff:10.0.3.7',
  '172.16.0.9',
  '172.31.255.1',
  '192.168.1.4',
  '127.0.0.1',
  '::1',
  'fd00::7',
])("a balancer beside us, %s, gives the viewer's address", (peer) => {
  const asked = request(peer, { 'x-viewer-ip': '203.0.113.7' });
  expect([addressOf(asked, 'x-viewer-ip'), throughEdge(asked, 'x-viewer-ip')]).toEqual([
    '203.0.113.7',
    true,
  ]);
});

test.each(['203.0.113.9', '172.32.0.1', '100.64.0.1', '11.0.0.1', '172.160.0.1'])(
  'a client from %s is counted by its own address',
  (peer) => {
    const asked = request(peer, { 'x-viewer-ip': '203.0.113.7' });
    expect([addressOf(asked, 'x-viewer-ip'), throughEdge(asked, 'x-viewer-ip')]).toEqual([
      peer,
      false,
    ]);
  },
);

test("without a header, or with an empty one, the connection's address counts", () => {
  expect(addressOf(request('::ffff:10.0.3.7', {}), 'x-viewer-ip')).toBe('10.0.3.7');
  expect(addressOf(request('10.0.3.7', { 'x-viewer-ip': '' }), 'x-viewer-ip')).toBe('10.0.3.7');
  expect(addressOf(request('10.0.3.7', { 'x-viewer-ip': '1.2.3.4' }), undefined)).toBe('10.0.3.7');
  expect(addressOf(request(undefined, {}), undefined)).toBe('unknown');
});

test('where a balancer appends to the header, only what it wrote itself is trusted', () => {
  const asked = request('10.0.3.7', { 'x-forwarded-for': '1.2.3.4, 5.6.7.8, 203.0.113.7' });
  expect(addressOf(asked, 'x-forwarded-for')).toBe('203.0.113.7');
});

test.each([
  ['2001:db8:1:2::7', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff:1:2:3', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:2::', '2001:db8:1:2::/64'],
  ['2001:db8:1:3::7', '2001:db8:1:3::/64'],
  ['2001:db8::7', '2001:db8:0:0::/64'],
  ['2001:db8:0:0:1::', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '::1'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7'],
  ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
  ['not an address', 'not an address'],
])("%s counts as %s, from the edge's header and from the connection", (address, counted) => {
  expect(addressOf(request(address, {}), undefined)).toBe(counted);
  const told = request('10.0.3.7', { 'x-viewer-ip': address });
  expect(addressOf(told, 'x-viewer-ip')).toBe(counted);
});

test('requests of one phone, each from another address, all count as one', () => {
  const asked = Array.from({ length: 100 }, (_, n) =>
    addressOf(request(`2001:db8:1:2:${n.toString(16)}::${n.toString(16)}`, {}), undefined),
  );
  expect(new Set(asked).size).toBe(1);
});
