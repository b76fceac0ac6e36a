import { randomUUID } from 'node:crypto';
import { makeAdminLink } from '../../../../src/app/assemble/admin-link';
import { poolSizes } from '../../../../src/app/db/connect/pools';
import { createLog } from '../../../../src/app/log';
import { verifyChains } from '../../../../src/app/operations/reads/verify';
import { CONNECTIONS } from '../../../../src/contract';
import { until } from '../../../support/wait';
import {
  admin,
  bearer,
  client,
  dataKeys,
  enrolled,
  hire,
  other,
  second,
  send,
  signIn,
  stage,
  stepOf,
} from './people';

/** An administrator who has lost both password and second factor, and the operator's link. */

const NEXT = 'lluvia sobre el lago';
const make = (username?: string) =>
  makeAdminLink(
    {
      database: { url: stage.databaseUrl },
      poolSizes: poolSizes(CONNECTIONS.least),
      dataKeys,
      instance: 'operator',
      log: createLog('silent', 'operator'),
    },
    username,
    'https://turnos.bank.cl',
  );
const linkOf = ([line]: readonly string[]) =>
  /^https:\/\/turnos\.bank\.cl\/sign-in#admin-link=(\S+)$/.exec(line)![1];
const use = (link: string, password = NEXT) => {
  const headers = { 'X-Viewer-IP': randomUUID() };
  return send('POST', '/api/sessions/admin-link', undefined, { link, password }, headers);
};
const told = async (id: string) =>
  (
    await client.query(
      `select body::jsonb #>> '{fact,what}' as what from events
        where body::jsonb #>> '{fact,subject}' = $1 order by seq`,
      [id],
    )
  ).rows.map(({ what }) => what as string);

test('an operator’s link lets an administrator in once, with a new password', async () => {
  const { id, as, recovery } = await enrolled('admin');
  const lines = await make(` ${id.toUpperCase()}`.trim());
  const link = linkOf(lines);
  expect(lines.join().split(link)).toHaveLength(2);
  // What was lost, or stolen, no longer opens anything, on either instance.
  const there = () =>
    fetch(`http://127.0.0.1:${other.port}/api/sessions`, { headers: { Authorization: as } });
  await until(async () => (await there()).status === 401, 'the end on the other');
  expect((await signIn(id)).body.code).toBe('wrong_credentials');
  const common = await use(link, 'contraseña123');
  expect([common.status, common.body.code]).toEqual([422, 'common_password']);
  const opened = await use(link);
  expect(opened).toMatchObject({ status: 201, body: { staff: { id, role: 'admin' } } });
  expect((await send('GET', '/api/staff', bearer(opened))).status).toBe(200);
  expect((await use(link, 'otra clave muy larga')).body.code).toBe('link_over');
  expect((await signIn(id, {}, NEXT)).status).toBe(201);
  const kept = await client.query('select recovery from second_factors where staff_id = $1', [id]);
  expect([kept.rows[0].recovery, recovery.length]).toEqual([[], 10]);
  expect(await told(id)).toEqual(
    expect.arrayContaining(['admin-link-made', 'second-factor-ended', 'staff-saved', 'signed-in']),
  );
  const { rows } = await client.query('select body from events');
  expect(JSON.stringify(rows)).not.toContain(link);
  const faults = (await verifyChains(stage.app.audit, stage.app.vault)).flatMap((each) =>
    each.faults.filter((sentence) => sentence.includes(id)),
  );
  expect(faults).toEqual([]);
});

test('a newer link ends the previous one; two administrators have one each', async () => {
  const [ana, eva] = [await hire('admin'), await hire('admin')];
  const first = linkOf(await make(ana.id));
  const hers = linkOf(await make(eva.id));
  const newer = linkOf(await make(ana.id));
  expect((await use(first)).body.code).toBe('link_over');
  expect((await use(newer)).body).toMatchObject({ staff: { id: ana.id } });
  expect((await use(hers)).body).toMatchObject({ staff: { id: eva.id } });
  for (const wrong of ['x', `${newer.slice(0, -3)}AAA`]) {
    expect((await use(wrong)).body.code).toBe('link_over');
  }
});

test('of twenty who use one link at once, one gets in', async () => {
  const { id } = await hire('admin');
  const link = linkOf(await make(id));
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => use(link, `clave bien larga ${n}`)),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
});

test('nobody else: no such name, no administrator, a closed or a provider’s account', async () => {
  const supervisor = await hire('supervisor');
  const { queues: _, ...closed } = await hire('admin');
  await stage.ask('PUT', `/api/staff/${closed.id}`, {
    as: admin,
    body: { ...closed, id: undefined, active: false },
  });
  const provided = `oidc-${'0'.repeat(28)}`;
  await stage.app.operations.saveStaff(
    { kind: 'system', id: 'oidc' },
    { ...supervisor, id: provided, username: 'jefa.nueva', role: 'admin' },
  );
  for (const [name, why] of [
    ['no-such-name', /Nobody is called "no-such-name"\..*admin-1/],
    [supervisor.id, /is not an administrator: an administrator resets/],
    [closed.id, /account of .* is closed/],
    ['jefa.nueva', /comes by the bank's own sign-in/],
    [undefined, /Name the administrator/],
  ] as const) {
    await expect(make(name)).rejects.toThrow(why);
  }
  expect(await told(supervisor.id)).not.toContain('admin-link-made');
});

test('where the bank requires a second factor, the link leads to enrolling one', async () => {
  const { id } = await hire('admin');
  const require = (required: boolean) =>
    client.query(
      `insert into second_factor_rules (role, required) values ('admin', $1)
       on conflict (role) do update set required = excluded.required`,
      [required],
    );
  const link = linkOf(await make(id));
  await require(true);
  try {
    const led = await use(link);
    expect(led).toMatchObject({ status: 401, body: { code: 'second_step_needed' } });
    expect(stepOf(led).next).toBe('enrol');
    expect((await second(stepOf(led).step, '123456')).status).toBe(401);
    expect((await use(link)).body.code).toBe('link_over');
  } finally {
    await require(false);
  }
});
