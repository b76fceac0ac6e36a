import { kioskOf } from '../../http/routes/desk';
import {
  admin,
  catcher,
  caughtFor,
  EVIL,
  header,
  linkIn,
  list,
  nextDay,
  plain,
  send,
  stage,
  subscribed,
  supervisor,
} from './office';
/** An address must agree before it gets anything. */

test('nothing is sent before the address agrees; opening a link changes nothing', async () => {
  const address = 'ana@bank.cl';
  const asked = { branch: '1', period: 'day', address } as const;
  const { mail } = await stage.call('POST /api/report-mails', { as: supervisor, body: asked });
  expect(catcher.caught).toEqual([]);
  await send();
  const [invitation] = caughtFor(address);
  expect(header(invitation, 'Message-ID')).toBe(`<invitation.${mail}@localhost>`);
  await nextDay();
  await send();
  expect(caughtFor(address)).toHaveLength(1);
  const path = linkIn(invitation, 'confirm');
  for (const page of [path, linkIn(invitation, 'end')]) {
    const opened = await stage.ask('GET', page);
    expect([opened.status, opened.type, opened.text.includes('<form method="post">')]).toEqual([
      200,
      'text/html; charset=utf-8',
      true,
    ]);
  }
  expect(await list(supervisor)).toMatchObject([{ id: mail, state: 'invited', next: null }]);
  const wrong = `${path.slice(0, -3)}abc`;
  expect((await stage.ask('POST', wrong, { key: null })).text).toContain('ya no existe');
  expect(await list(supervisor)).toMatchObject([{ state: 'invited' }]);
  expect((await stage.ask('POST', path, { key: null })).text).toContain('Listo');
  // a second press changes nothing
  expect((await stage.ask('POST', path, { key: null })).text).toContain('Listo');
  expect(await list(supervisor)).toMatchObject([{ state: 'active', next: '2026-11-26' }]);
});

test('one report to one address is requested once, even by two presses', async () => {
  const address = 'dos@bank.cl';
  const body = { branch: '1', period: 'week', language: 'es', address };
  const ask = (more: object = {}, key?: string) =>
    stage.ask('POST', '/api/report-mails', { as: supervisor, body: { ...body, ...more }, key });
  const presses = await Promise.all([ask(), ask()]);
  expect(presses.map(({ status }) => status).sort()).toEqual([201, 409]);
  const again = await ask({ address: 'Dos@Bank.cl' });
  expect([again.status, again.body.code]).toEqual([409, 'same_report_mail']);
  for (const more of [{ period: 'day' }, { language: 'en' }, { branch: null }]) {
    expect((await ask(more)).status).toBe(201);
  }
  expect((await ask({ address: 'tres@bank.cl' }, 'same-report-1')).status).toBe(201);
  // a client that missed the answer gets it again
  expect((await ask({ address: 'tres@bank.cl' }, 'same-report-1')).status).toBe(201);
  await send();
  expect(caughtFor(address)).toHaveLength(4);
});

test('a report of one of two namesake branches says which, and links to that one', async () => {
  const name = 'Sucursal Ñuñoa (demo)';
  const rename = (to: string) =>
    stage.ask('PUT', '/api/branches/1', { as: admin, body: { name: to } });
  expect((await rename(name)).status).toBe(200);
  try {
    const address = 'dos.sucursales@bank.cl';
    await subscribed(supervisor, address, { branch: '2' });
    await kioskOf(stage)('2', 'caja');
    await nextDay();
    await send();
    const [invitation, report] = caughtFor(address);
    for (const message of [invitation, report]) expect(plain(message)).toContain(`${name} (2)`);
    expect(plain(report)).toContain('/supervisor?branch=2#reports');
  } finally {
    expect((await rename(EVIL)).status).toBe(200);
  }
});
