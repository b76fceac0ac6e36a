import { MailLimits, smtpMailer } from '../../../src/app/mail/smtp';
import { Catcher, CatcherOptions, startCatcher } from '../../../src/local/mail/catcher';
import { elapse } from '../../support/wait';
import { authority, serverCertificate } from '../platform/certificates';

const FROM = { address: 'turnos@bank.cl' };
const MESSAGE = {
  to: 'ana@bank.cl',
  fromName: 'Banco',
  subject: `Uno\r\nBcc: otro@bank.cl`,
  text: 'uno',
  html: '<p>uno</p>',
  messageId: '<1@bank.cl>',
  unsubscribe: 'https://bank.cl/end',
  files: [],
};

test('an untrusted certificate is refused, and so is a connection without one', async () => {
  const [ca, stranger] = [await authority(), await authority('Somebody else')];
  const login = { user: 'ticketero', password: 'a-password' };
  const server = await startCatcher({ tls: await serverCertificate(ca), login });
  const bare = await startCatcher();
  const by = (
    port: number,
    authorityCert?: string,
    password = login.password,
    host = 'localhost',
  ) =>
    smtpMailer(
      { host, port, tls: 'starttls', username: login.user, password, from: FROM },
      authorityCert,
    ).send(MESSAGE);
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

/** A mailer in a hurry, and a server that does what a test says. */
async function hurried(limits: Partial<MailLimits>, server: CatcherOptions) {
  const catcher = await startCatcher(server);
  const mailer = smtpMailer(
    { host: '127.0.0.1', port: catcher.port, tls: 'none', from: FROM },
    undefined,
    { connectMs: 30_000, writeMs: 30_000, answerMs: 30_000, lastWordMs: 30_000, ...limits },
  );
  const send = (stop?: AbortSignal) => mailer.send(MESSAGE, stop);
  return { catcher, send };
}
/** Stops once the connections have ended, so that nothing arrives later. */
const arrived = async (catcher: Catcher) => {
  await catcher.stop();
  return catcher.caught.length;
};

test('a server that takes longer than the message did has it once', async () => {
  const { catcher, send } = await hurried(
    { writeMs: 1_000 },
    { answer: () => elapse(3_000).then(() => undefined) },
  );
  expect(await send()).toEqual({ outcome: 'sent' });
  expect(await arrived(catcher)).toBe(1);
});

test('a message that is given up before its last line does not arrive later', async () => {
  const asked = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<undefined>();
  const recipient = () => {
    asked.resolve();
    return goOn.promise;
  };
  const { catcher, send } = await hurried({ writeMs: 2_000 }, { recipient });
  const later = { outcome: 'later', away: true };
  expect(await send()).toEqual({ ...later, reason: 'no answer within 2000 ms' });
  const stop = new AbortController();
  const stopped = send(stop.signal);
  await asked.promise;
  stop.abort();
  expect(await stopped).toEqual({ ...later, reason: 'the app stops' });
  expect(await send(stop.signal)).toEqual({ ...later, reason: 'the app stops' });
  goOn.resolve(undefined);
  expect(await arrived(catcher)).toBe(0);
});

test('a message that is whole when the app stops has seconds for its answer', async () => {
  const stop = new AbortController();
  const { catcher, send } = await hurried(
    {},
    { answer: () => (stop.abort(), elapse(500).then(() => undefined)) },
  );
  expect(await send(stop.signal)).toEqual({ outcome: 'sent' });
  await catcher.stop();

  const never = Promise.withResolvers<void>();
  const again = new AbortController();
  const silent = await hurried(
    { lastWordMs: 100 },
    { answer: () => (again.abort(), never.promise.then(() => undefined)) },
  );
  const reason = 'no answer within 100 ms';
  expect(await silent.send(again.signal)).toEqual({ outcome: 'later', away: true, reason });
  never.resolve();
  await silent.catcher.stop();
});
