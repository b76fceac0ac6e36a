import { strFromU8, unzipSync } from 'fflate';
import { Client, Pool } from 'pg';
import { createReportMails } from '../../../../src/app/db/stores/report-mails';
import { Caught } from '../../../../src/local/mail/catcher';
import { kioskOf } from '../../http/routes/desk';
import {
  admin,
  catcher,
  caughtFor,
  EVIL,
  header,
  nextDay,
  other,
  plain,
  send,
  serverSays,
  stage,
  subscribed,
  supervisor,
  weekday,
} from './office';

/** Each report is sent once, by either instance, with the figures of the reports. */

/** The workbook of a message, by its name. */
function attached({ raw }: Caught, name: string): Buffer {
  const at = raw.indexOf(`filename=${name}`);
  const [, base64] = /\r?\n\r?\n([A-Za-z0-9+/=\r\n]+)/.exec(raw.slice(at))!;
  return Buffer.from(base64, 'base64');
}
const sheet = (xlsx: Uint8Array) => strFromU8(unzipSync(xlsx)['xl/worksheets/sheet1.xml']);

test('two instances and forty tries send one report, whose figures are the reports’', async () => {
  const mine = await subscribed(supervisor, 'ana@bank.cl');
  await subscribed(admin, 'todas@bank.cl', { branch: null, language: 'en' });
  const take = kioskOf(stage);
  for (const queue of ['caja', 'caja', 'gerencia']) await take('1', queue);
  const day = new Date(weekday.now).toISOString().slice(0, 10);
  await nextDay();
  const before = catcher.caught.length;
  // slow enough for both to take it, if both could
  serverSays({ answer: () => new Promise((done) => setTimeout(() => done(undefined), 150)) });
  await Promise.all(
    Array.from({ length: 40 }, (_, n) => (n % 2 ? stage.app : other).sendReports()),
  );
  expect(catcher.caught.slice(before).map(({ to }) => to)).toEqual(
    expect.arrayContaining(['ana@bank.cl', 'todas@bank.cl']),
  );
  expect(catcher.caught).toHaveLength(before + 2);

  const report = caughtFor('ana@bank.cl').at(-1)!;
  expect(header(report, 'Message-ID')).toBe(`<${day}.${mine}@localhost>`);
  expect(header(report, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
  expect(header(report, 'Auto-Submitted')).toBe('auto-generated');
  expect(plain(report)).toContain('Turnos emitidos: 3');
  expect(plain(report)).toContain('&lt;b&gt;&quot;&amp;&#39;&lt;/b&gt;');
  expect(plain(report).split('<!doctype')[1]).not.toContain('<b>"');
  for (const name of ['waits', 'hours']) {
    const path = `/api/branches/1/reports/${name}.xlsx?from=${day}&to=${day}&language=es`;
    const url = `http://127.0.0.1:${stage.app.port}${path}`;
    const file = await (await fetch(url, { headers: { authorization: supervisor } })).bytes();
    expect(sheet(attached(report, `${name}-1-${day}-${day}.xlsx`))).toBe(sheet(file));
  }
  const english = plain(caughtFor('todas@bank.cl').at(-1)!);
  expect(english).toContain('Daily report');
  expect(english).toContain(`- ${EVIL}: Tickets issued 3;`);
});

test('without the lease two instances send it twice: the test above would notice', async () => {
  await subscribed(supervisor, 'ana@bank.cl');
  await nextDay();
  const before = catcher.caught.length;
  const query = Client.prototype.query;
  // Once it is sent twice, the lease returns, so that both end: without it they would go on and on.
  let answered = 0;
  const answer = async () => {
    await new Promise((done) => setTimeout(done, 300));
    if ((answered += 1) === 2) Client.prototype.query = query;
    return undefined;
  };
  serverSays({ answer });
  (Client.prototype as { query: unknown }).query = function broken(
    this: Client,
    given: { readonly name?: string; readonly text: string },
    ...rest: unknown[]
  ) {
    const without: Record<string, (text: string) => string> = {
      'claim-report-mails': (text) =>
        text.replace('m.lease_until is null', 'true').replace('skip locked', ''),
      'hold-report-mail': (text) => text.replace('m.lease = $3', '$3::text is not null'),
    };
    const text = without[given.name ?? '']?.(given.text);
    if (text !== undefined && text === given.text) throw new Error('there is no lease to take out');
    const asked = text === undefined ? given : { ...given, name: `${given.name}-broken`, text };
    return (query as (...all: unknown[]) => unknown).call(this, asked, ...rest);
  };
  try {
    await Promise.all([stage.app.sendReports(), other.sendReports()]);
  } finally {
    Client.prototype.query = query;
  }
  const twice = catcher.caught.slice(before);
  expect(twice.length).toBeGreaterThan(1);
  expect(new Set(twice.map((each) => header(each, 'Message-ID'))).size).toBe(1);
});

test('an instance freezes as the server accepts: both messages have the same id', async () => {
  const mail = await subscribed(supervisor, 'ana@bank.cl');
  await nextDay();
  const before = catcher.caught.length;
  // while the first waits for the full answer, its lease ends and the other takes the row
  const answer = async () => {
    serverSays({});
    weekday.now += 901_000;
    await other.sendReports();
    return undefined;
  };
  serverSays({ answer });
  await send();
  const both = catcher.caught.slice(before).map((each) => header(each, 'Message-ID'));
  expect(both).toHaveLength(2);
  expect(new Set(both).size).toBe(1);
  const facts = await stage.app.operations.readAudit('bank', 0, 1000);
  const sent = facts.events.filter(
    ({ fact }) =>
      fact.type === 'BankFact' &&
      fact.what === 'report-mail-sent' &&
      fact.subject === mail &&
      fact.details?.what === 'report',
  );
  expect(sent).toHaveLength(1);
});

test('a report that another instance took while it was written is let go', async () => {
  const mail = await subscribed(admin, 'ana@bank.cl');
  await nextDay();
  const before = catcher.caught.length;
  const { query } = Pool.prototype;
  // as the first is about to send, its lease ends and the other sends it
  (Pool.prototype as { query: unknown }).query = async function slow(
    this: Pool,
    ...asked: readonly unknown[]
  ) {
    if ((asked[0] as { name?: string }).name === 'hold-report-mail') {
      Pool.prototype.query = query;
      weekday.after(901);
      await other.sendReports();
      expect(caughtFor('ana@bank.cl').at(-1)!.raw).toContain(mail);
    }
    return (query as (...all: unknown[]) => unknown).call(this, ...asked);
  };
  try {
    await send();
  } finally {
    Pool.prototype.query = query;
  }
  expect(catcher.caught).toHaveLength(before + 1);
});

test('a lease that ended in an outage is left alone until its holder is back', async () => {
  const mail = await subscribed(admin, 'ana@bank.cl');
  await nextDay();
  const pool = new Pool({ connectionString: stage.databaseUrl, max: 1 });
  pool.on('error', () => undefined);
  const mails = createReportMails(pool, () => weekday.now);
  const take = async (orphans: boolean) => (await mails.claim(1, 60, orphans)).map(({ id }) => id);
  expect(await take(false)).toEqual([mail]);
  weekday.after(61);
  expect(await take(false)).toEqual([]);
  expect(await take(true)).toEqual([mail]);
  await pool.end();
});
