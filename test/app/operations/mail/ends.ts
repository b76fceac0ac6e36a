import { verifyChain } from '../../../../src/app/operations/reads/verify';
import { until } from '../../../support/wait';
import {
  admin,
  again,
  catcher,
  caughtFor,
  end,
  header,
  list,
  nextDay,
  send,
  stage,
  subscribed,
  supervisor,
  weekday,
} from './office';

/** How reports by mail end, and who owns them. */

const OPENED_WITH = 'otra-clave-larga-9';

test('one POST ends it, as mail programs send it; a leaver gets nothing more', async () => {
  await subscribed(supervisor, 'ana@bank.cl');
  const url = header(caughtFor('ana@bank.cl').at(-1)!, 'List-Unsubscribe')!;
  const path = new URL(url.slice(1, -1)).pathname;
  const boundary = 'x';
  const raw =
    `--${boundary}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\n` +
    `One-Click\r\n--${boundary}--\r\n`;
  const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}` };
  for (let n = 0; n < 2; n += 1) {
    expect((await stage.ask('POST', path, { raw, headers, key: null })).status).toBe(200);
  }
  expect(await list(supervisor)).toEqual([]);

  const staff = (await stage.call('GET /api/staff', { as: admin })).find(
    ({ username }) => username === 'supervisor-1',
  )!;
  const save = async (more: object) => {
    const { id, ...body } = { ...staff, ...more };
    expect((await stage.ask('PUT', `/api/staff/${id}`, { as: admin, body })).status).toBe(200);
  };
  const before = catcher.caught.length;
  for (const change of [{ role: 'advisor' }, { branches: ['2'] }, { active: false }]) {
    const mail = await subscribed(await again('supervisor-1'), 'ana@bank.cl');
    await save(change);
    await nextDay();
    await send();
    expect([change, (await list(admin)).some(({ id }) => id === mail)]).toEqual([change, false]);
    // a closed account has no password
    await save('active' in change ? { password: OPENED_WITH } : {});
  }
  expect(catcher.caught.slice(before).every((each) => /invitation/.test(each.raw))).toBe(true);
});

test('losing rights, or saying no, while a report is written stops it', async () => {
  const address = 'beto@bank.cl';
  const { id, ...saved } = (await stage.call('GET /api/staff', { as: admin })).find(
    ({ username }) => username === 'auditor-1',
  )!;
  const save = async (body: object) => {
    const { status } = await stage.ask('PUT', `/api/staff/${id}`, {
      as: admin,
      body: { ...saved, ...body },
    });
    expect(status).toBe(200);
  };
  const meanwhile: readonly ((mail: string) => Promise<unknown>)[] = [
    () => save({ role: 'host' }),
    () => save({ branches: ['2'] }),
    () => save({ active: false }),
    (mail) => end(admin, mail),
  ];
  for (const change of meanwhile) {
    await save({ password: OPENED_WITH });
    const mail = await subscribed(await again('auditor-1', OPENED_WITH), address);
    await nextDay();
    const before = caughtFor(address).length;
    await weekday.inDatabase(async (client) => {
      await client.query('begin; lock table stretches in access exclusive mode');
      const sent = send();
      await until(async () => {
        const { rows } = await client.query(
          "select 1 from pg_locks where relation = 'stretches'::regclass and not granted",
        );
        return rows.length > 0;
      }, 'the report being written');
      await change(mail);
      await client.query('commit');
      await sent;
    });
    expect([String(change), caughtFor(address).length]).toEqual([String(change), before]);
    expect((await list(admin)).some((each) => each.id === mail)).toBe(false);
  }
  await save({ password: OPENED_WITH });
});

test('only the owner sees a report’s row, and the bank proves what became of each', async () => {
  const mail = await subscribed(admin, 'jefa@bank.cl');
  const auditor = await again('auditor-1', OPENED_WITH);
  expect(await list(auditor)).toEqual([]);
  const params = { mail };
  expect(
    (await stage.ask('DELETE', `/api/report-mails/${params.mail}`, { as: auditor })).status,
  ).toBe(404);
  const foreign = await stage.ask('POST', '/api/report-mails', {
    as: await again('supervisor-1', OPENED_WITH),
    body: { branch: 'no-such', period: 'day', address: 'a@b.cl' },
  });
  expect([403, 404]).toContain(foreign.status);

  const proof = () => verifyChain(stage.app.audit, stage.app.vault, 'bank');
  expect((await proof()).faults).toEqual([]);
  await weekday.inDatabase((client) =>
    client.query("update report_mails set address = address || 'x' where id = $1", [mail]),
  );
  expect((await proof()).faults.join()).toContain(`report_mails ${mail}: address is not as`);
  await weekday.inDatabase((client) =>
    client.query("update report_mails set address = rtrim(address, 'x') where id = $1", [mail]),
  );
  await end(admin, mail);
  // no event contains any part of an address
  const { events } = await stage.app.operations.readAudit('bank', 0, 1000);
  expect(JSON.stringify(events)).not.toMatch(/@bank\.cl/);
  expect(stage.logged.join('\n')).not.toMatch(/@bank\.cl|ana@/);
});
