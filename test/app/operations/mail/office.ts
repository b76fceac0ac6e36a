import { App } from '../../../../src/app/create-app';
import { smtpMailer } from '../../../../src/app/mail/smtp';
import { newKeys } from '../../../../src/app/vault/keys';
import { DEMO_PASSWORD } from '../../../../src/local/demo/bank';
import { Catcher, Caught, Refusal, startCatcher } from '../../../../src/local/mail/catcher';
import { otherInstance } from '../../http/other-instance';
import { Weekday } from '../../http/routes/weekday';
import { Stage } from '../../http/stage';

/**
 * Reports by mail over a mail server on this machine: two instances, days that end, a server that
 * is down or refuses, and figures that equal those of the reports.
 */

const dataKeys = newKeys();
const DAY_MS = 86_400_000;
const FROM = { address: 'turnos@bank.cl' };
export const EVIL = `Centro <b>"&'</b>`;

export let catcher: Catcher;
/** What the server answers to the next messages. */
let answer: (message: Caught) => Promise<Refusal | undefined> | Refusal | undefined;
let recipient: (address: string) => Refusal | undefined;
export let weekday: Weekday;
export let stage: Stage;
export let other: App;
export let supervisor: string;
export let admin: string;

const mailer = (port: number) => smtpMailer({ host: '127.0.0.1', port, tls: 'none', from: FROM });

beforeAll(async () => {
  catcher = await startCatcher({
    answer: (message) => answer(message),
    recipient: (address) => recipient(address),
  });
  weekday = await Weekday.open({ dataKeys, mailer: mailer(catcher.port) });
  ({ stage, supervisor } = weekday);
  admin = await stage.staff('admin-1');
  other = await otherInstance(stage, {
    dataKeys,
    mailer: mailer(catcher.port),
    clock: () => weekday.now,
  });
  await stage.ask('PUT', '/api/branches/1', { as: admin, body: { name: EVIL } });
  // the bank's clock passes weeks here, and the sweep forgets sessions by it
  for (const who of ['auditor-1', 'supervisor-1']) await stage.staff(who);
  await weekday.inDatabase((client) =>
    client.query('update sessions set expires_at = expires_at + $1', [300 * DAY_MS]),
  );
});
beforeEach(() => {
  answer = () => undefined;
  recipient = () => undefined;
});
/** Whatever a test has left behind. */
afterEach(async () => {
  for (const { id } of await list(admin)) await end(admin, id);
});
afterAll(async () => {
  await other.close();
  await stage.close();
  await catcher.stop();
});

/** What another instance shares with these. */
export const mailOf = () => ({ dataKeys, mailer: mailer(catcher.port) });
export const send = () => stage.app.sendReports();
export const list = async (as: string) => (await stage.call('GET /api/report-mails', { as })).mails;
export const caughtFor = (address: string) => catcher.caught.filter(({ to }) => to === address);
export const header = ({ raw }: Caught, name: string) =>
  new RegExp(`^${name}:(.*(?:\\r?\\n[ \\t].*)*)`, 'im')
    .exec(raw)?.[1]
    .replace(/\r?\n\s+/g, ' ')
    .trim();
/** The link in a message, at the address that people use. */
export const linkIn = (message: Caught, door: 'confirm' | 'end') =>
  new RegExp(`/api/report-mails/[\\w-]+/${door}/[\\w-]+`).exec(plain(message))![0];
/** Decodes quoted-printable. */
export const plain = ({ raw }: Caught) =>
  Buffer.from(
    raw
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
/** A report by mail, requested and confirmed by its address. */
export async function subscribed(as: string, address: string, more: object = {}): Promise<string> {
  const body = { branch: '1', period: 'day', language: 'es', address, ...more } as const;
  const { mail } = await stage.call('POST /api/report-mails', { as, body });
  await send();
  const path = linkIn(caughtFor(address).at(-1)!, 'confirm');
  expect((await stage.ask('POST', path, { key: null })).status).toBe(200);
  return mail;
}

/** Lets the night pass, until every branch is in its next day. */
export async function nextDay(): Promise<void> {
  weekday.now += DAY_MS;
  for (let step = 0; step < 3; step += 1) await stage.app.sweep.step((weekday.now += 11_000));
}

/** Signs in again a person whose rights were changed. */
export const again = async (username: string, password = DEMO_PASSWORD) => {
  const body = { username, password };
  return `Bearer ${(await stage.call('POST /api/sessions', { body })).token}`;
};

export const end = (as: string, mail: string) =>
  stage.call('DELETE /api/report-mails/:mail', { as, params: { mail } });

/** What the server answers to the next messages and recipients. */
export function serverSays(said: {
  readonly answer?: typeof answer;
  readonly recipient?: typeof recipient;
}): void {
  answer = said.answer ?? (() => undefined);
  recipient = said.recipient ?? (() => undefined);
}

/** Stops the mail server, and starts it again at the same address with what it had. */
export async function serverGone(): Promise<() => Promise<void>> {
  const { port, caught } = catcher;
  await catcher.stop();
  return async () => {
    catcher = await startCatcher({
      port,
      answer: (message) => answer(message),
      recipient: (address) => recipient(address),
    });
    (catcher.caught as Caught[]).push(...caught);
  };
}
