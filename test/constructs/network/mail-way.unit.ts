import { App, Stack, Token } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { MailServer } from '../../../src/constructs/network/mail-server';
import { mailProblems, mailWay } from '../../../src/constructs/network/mail-way';

const from = 'turnos@bank.cl';
const stack = new Stack(new App({ analyticsReporting: false }), 'Bank');
const credentials = Secret.fromSecretNameV2(stack, 'Mail', 'Mail');
const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const inside = ['10.1.0.0/16', '172.31.0.0/16', '192.168.0.0/24', '100.64.0.0/10'];

test.each<[MailServer, number]>([
  [{ url: 'smtp://mail.bank.cl', from }, 587],
  [{ url: 'smtps://mail.bank.cl/', from: 'Banco de Chile <turnos@bank.cl>' }, 465],
  [{ url: 'SMTP://mail.bank.cl:2587', from, credentials, domains: ['Bank.cl', 'b.com'] }, 2587],
  [{ url: 'smtps://[2001:db8::1]:2465', from, certificateAuthority: pem }, 2465],
  [{ url: 'smtp://10.1.1.1:25?tls=none', from, networks: inside }, 25],
  [{ url: 'smtp://mail.bank.cl:25', from, networks: inside }, 25],
  [{ url: 'smtp://mail.bank.cl', from, networks: ['0.0.0.0/0', '200.1.2.3/32'] }, 587],
  [{ url: 'smtp://h', from: Token.asString({ Ref: 'From' }) }, 587],
])('%j is accepted', (server, port) => {
  expect(mailProblems(server, true)).toEqual([]);
  expect(mailWay(server)).toEqual({ port, cidrs: server.networks ?? ['0.0.0.0/0'] });
});

test.each<[MailServer, RegExp]>([
  [{ url: '', from }, /^mail.url is ""; write smtp:\/\//],
  [{ url: 'mail.bank.cl:587', from }, /^mail.url is "mail.bank.cl:587"; write smtp:\/\//],
  [{ url: 'https://mail.bank.cl', from }, /^mail.url is "https:\/\/mail.bank.cl"; write smtp/],
  [{ url: 'smtp://h:99999', from }, /^mail.url is "smtp:\/\/h:99999"; write smtp/],
  [{ url: 'smtp://h:0', from }, /nothing listens on port 0; write smtp/],
  [{ url: 'smtp://h/x', from }, /^mail.url is "smtp:\/\/h\/x"; give scheme, host and port only/],
  [{ url: 'smtps://h?tls=none', from }, /behind the port only \?tls=none is known, and only with/],
  [{ url: 'smtp://h?pool=1', from }, /behind the port only \?tls=none is known/],
  [{ url: Token.asString({ Ref: 'Host' }), from }, /^mail.url is known only in a deploy/],
  [{ url: 'smtp://h:25', from }, /^mail.url is "smtp:\/\/h:25", and AWS holds port 25 to the/],
  [{ url: 'smtp://h:25', from, networks: [...inside, '8.8.8.0/24'] }, /holds port 25/],
  [{ url: 'smtp://h?tls=none', from }, /encrypts nothing, and networks is not the bank's own/],
  [{ url: 'smtp://h?tls=none', from, networks: inside, credentials }, /the password would cross/],
  [{ url: 'smtp://h', from: 'a@b@c' }, /^mail.from is "a@b@c"; give an address such as turnos@/],
  [{ url: 'smtp://h', from: '' }, /^mail.from is ""; give an address/],
  [{ url: 'smtp://h', from, networks: ['10.1.2.3/16'] }, /^mail.networks has "10.1.2.3\/16"; give/],
  [{ url: 'smtp://h', from, networks: ['2001:db8::/32'] }, /^mail.networks has "2001:db8::\/32"/],
  [{ url: 'smtp://h', from, networks: [] }, /^mail.networks is empty; leave it out for a server/],
  [
    { url: 'smtp://h', from, networks: Array.from({ length: 11 }, (_, n) => `10.${n}.0.0/16`) },
    /^mail.networks has 11; give 10 at most, wider ones/,
  ],
  [{ url: 'smtp://h', from, domains: [] }, /^mail.domains is empty; leave it out to send to any/],
  [{ url: 'smtp://h', from, domains: ['@bank.cl'] }, /^mail.domains has "@bank.cl"; give what/],
  [{ url: 'smtp://h', from, domains: ['*.bank.cl'] }, /^mail.domains has "\*.bank.cl"; give what/],
  [
    { url: 'smtp://h', from, certificateAuthority: '/etc/ca.pem' },
    /is not a certificate; give its/,
  ],
])('%j is refused in one sentence', (server, said) => {
  expect(mailProblems(server, true)).toEqual([expect.stringMatching(said)]);
});

test('a password in the address is not shown; without a way out there is no mail', () => {
  const [secret] = mailProblems({ url: 'smtp://u:very-secret@h', from }, true);
  expect(secret).toMatch(/^mail.url has a user or a password, which the template would show/);
  expect(secret).not.toContain('very-secret');
  expect(mailProblems({ url: 'smtp://h', from }, false)).toEqual([
    expect.stringMatching(
      /^mail is given and egress is none, .*; give an egress .* leave mail out/,
    ),
  ]);
  expect([mailProblems(undefined, false), mailWay(undefined)]).toEqual([[], undefined]);
});
