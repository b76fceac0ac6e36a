import { cidrProblem, networkProblems } from '../../../src/constructs/network/network-problems';

test.each([
  ['10.20.1.5/16', /cidr is "10.20.1.5\/16", which begins at 10.20.0.0; write 10.20.0.0\/16/],
  ['10.60.9.0/20', /which begins at 10.60.0.0; write 10.60.0.0\/20/],
  ['172.31.255.0/22', /which begins at 172.31.252.0; write 172.31.252.0\/22/],
  ['169.254.0.0/16', /which AWS gives no network; take private addresses: 10.20.0.0\/16/],
  ['127.0.0.0/16', /which AWS gives no network/],
  ['172.17.0.0/16', /which Docker has on every host, .* take other private addresses: 10.20/],
  ['224.0.0.0/16', /which AWS gives no network/],
  ['10.20.0.0/15', /larger than a VPC can be; give \/16 or smaller/],
  ['10.20.0.0/24', /too small for three zones/],
])('%s is refused, saying what to do', (cidr, said) => {
  expect(cidrProblem(cidr)).toMatch(said);
});

test.each(['10.20.0.0/16', '10.60.0.0/20', '172.31.252.0/22', '192.168.0.0/16', '100.64.0.0/16'])(
  '%s is accepted',
  (cidr) => expect(cidrProblem(cidr)).toBeUndefined(),
);

test('a local zone does not count as a zone of the region', () => {
  const availabilityZones = ['us-east-1a', 'us-east-1b', 'us-east-1-bos-1a'];
  expect(networkProblems({ availabilityZones }, 'us-east-1')).toEqual([
    expect.stringMatching(/has us-east-1-bos-1a, .* give zones of us-east-1 such as us-east-1a/),
  ]);
});
