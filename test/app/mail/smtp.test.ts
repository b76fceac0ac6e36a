import { smtpMailer } from '../../../src/app/mail/smtp';
import { startCatcher } from '../../../src/local/mail/catcher';
import { authority, serverCertificate } from '../platform/certificates';

const FROM = { address: 'turnos@bank.cl' };

test('an untrusted certificate is refused, and so is a connection without one', async () => {
  const [ca, stranger] = [await authority(), await authority('Somebody else')];
  const login = { user: 'ticketero', password: 'a-password' };
  const server = await startCatcher({ tls: await serverCertificate(ca), login });
  const bare = await startCatcher();
  const message = {
    to: 'ana@bank.cl',
    fromName: 'Banco',
    subject: `Uno\r\nBcc: otro@bank.cl`,
    text: 'uno',
    html: '<p>uno</p>',
    messageId: '<1@bank.cl>',
    unsubscribe: 'https://bank.cl/end',
    files: [],
  };
  const by = (
    port: number,
    authorityCert?: string,
    password = login.password,
    host = 'localhost',
  ) =>
    smtpMailer(
      { host, port, tls: 'starttls', username: login.user, password, from: FROM },
      authorityCert,
    ).send(message);
  const later = (reason: RegExp) => ({
    outcome: 'later',
    away: true,
    reason: expect.stringMatching(reason),
  });
  expect(await by(server.port, stranger.cert)).toEqual(later(/ETLS|ESOCKET/));
  expect(await by(server.port)).toEqual(later(/ETLS|ESOCKET/));
  expect(await by(server.port, ca.cert, login.password, '127.0.0.1')).toEqual(
    later(/ETLS|ESOCKET/),
  );
  expect(await by(server.port, ca.cert, 'wrong')).toEqual(later(/EAUTH 535/));
  expect(await by(bare.port, ca.cert)).toEqual(later(/ETLS|EAUTH/));
  expect([server.caught, bare.caught]).toEqual([[], []]);
  expect(await by(server.port, ca.cert)).toEqual({ outcome: 'sent' });
  expect(server.caught).toHaveLength(1);
  expect(server.caught[0].to).toBe('ana@bank.cl');
  expect(server.caught[0].raw).not.toMatch(/^Bcc:/im);
  await Promise.all([server.stop(), bare.stop()]);
});
