import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { keptOutside } from '../../../src/app/anchors/kept-outside';
import { verifyChains } from '../../../src/app/operations/reads/verify';
import { newKeys } from '../../../src/app/vault/keys';
import { adminUrl } from '../../support/postgres';
import { rutOf } from '../../support/rut';
import { testFolder } from '../../support/test-folder';
import { otherInstance } from '../http/other-instance';
import { askAt, openStage, Stage } from '../http/stage';

/**
 * Restoring an older backup brings back nobody erased since then; corrections and oppositions since
 * then are repeated as the runbook says.
 */

const KEYS = newKeys();
let stage: Stage;
let admin: string;
let outside: string;
const copies: string[] = [];
beforeAll(async () => {
  outside = join(await testFolder('erased-again'), 'outside');
  stage = await openStage({ dataKeys: KEYS, ...keptOutside(outside) });
  admin = await stage.staff('admin-1');
});
afterAll(async () => {
  await stage.close();
  await asRoot(copies.map((name) => `drop database ${name} with (force)`));
});

async function asRoot(statements: readonly string[]): Promise<void> {
  const root = new Client({ connectionString: adminUrl() });
  await root.connect();
  for (const each of statements) await root.query(each);
  await root.end();
}

/** Copies every byte of the present database under another name. */
async function backup(): Promise<string> {
  const url = new URL(stage.databaseUrl);
  const of = url.pathname.slice(1);
  const name = `backup_${randomBytes(6).toString('hex')}`;
  await asRoot([
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${of}'`,
    `create database ${name} template ${of}`,
  ]);
  copies.push(name);
  url.pathname = `/${name}`;
  return url.href;
}

async function came(n: number, state: 'open' | 'over') {
  const nationalId = rutOf(n);
  const { ticket } = await stage.call('POST /api/branches/:branch/tickets', {
    params: { branch: '1' },
    as: await stage.device('kiosk-1'),
    body: { queue: 'caja', nationalId },
  });
  const cancel = async () =>
    stage.call('POST /api/branches/:branch/tickets/:ticket/cancel', {
      params: { branch: '1', ticket: ticket.id },
      as: await stage.staff('supervisor-1'),
    });
  if (state === 'over') await cancel();
  return { nationalId, ticket: ticket.id, cancel };
}
const erase = (nationalId: string) =>
  stage.ask('POST', '/api/customers/erase', { as: admin, body: { nationalId } });

test('a person erased since a backup is erased again in a restore from it', async () => {
  const [gone, stays] = [await came(8_200_001, 'over'), await came(8_200_002, 'over')];
  // Still here at the moment of the backup.
  const here = await came(8_200_003, 'open');
  const before = await backup();
  await here.cancel();
  for (const { nationalId } of [gone, here]) {
    expect((await erase(nationalId)).body).toMatchObject({ erased: true });
  }
  await stage.app.keepErased();
  const restored = await otherInstance(
    { ...stage, databaseUrl: before },
    {
      dataKeys: KEYS,
      ...keptOutside(outside),
    },
  );
  try {
    const { operations, keepErased } = restored;
    const kept = async ({ nationalId }: { readonly nationalId: string }) =>
      operations
        .exportCustomer({ kind: 'staff', id: 'admin-1' }, { nationalId })
        .then(({ tickets }) => tickets.length)
        .catch(({ code }: { readonly code: string }) => code);
    expect([await kept(gone), await kept(here), await kept(stays)]).toEqual([1, 1, 1]);
    await keepErased();
    // A person with an open ticket in the backup is erased once it has ended.
    expect([await kept(gone), await kept(here), await kept(stays)]).toEqual([
      ...['unknown_customer', 1, 1],
    ]);
    await operations.cancel(
      { branch: '1', actor: { kind: 'staff', id: 'supervisor-1' } },
      { ticket: here.ticket, because: 'staff' },
    );
    await keepErased();
    expect([await kept(here), await kept(stays)]).toEqual(['unknown_customer', 1]);
    const reports = await verifyChains(restored.audit, restored.vault, undefined);
    expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
    const { events } = await operations.readAudit('bank', 0, 1000);
    const erasures = events.filter(({ fact }) => JSON.stringify(fact).includes('customer-erased'));
    expect(erasures.map(({ actor }) => actor.kind)).toEqual(['system', 'system']);
    // It is already noted, and nobody is erased twice.
    await keepErased();
    expect((await operations.readAudit('bank', 0, 1000)).events).toHaveLength(events.length);
  } finally {
    await restored.close();
  }
});

/** The runbook's query, word for word: what was done since a given moment. */
async function listed(since: number) {
  const runbook = await readFile('docs/runbook.md', 'utf8');
  const blocks = [...runbook.matchAll(/```sql\n([^`]*)```/g)].map(([, sql]) => sql);
  const sql = blocks.find((each) => each.includes('customer-(opposed|rectified)'))!;
  const query = sql.replace(
    /timestamptz '[^']+'/,
    `timestamptz '${new Date(since).toISOString()}'`,
  );
  expect(query).not.toBe(sql);
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  const { rows } = await client.query(query).finally(() => client.end());
  return rows as readonly Readonly<Record<'what' | 'customer' | 'details', string>>[];
}

test('oppositions and corrections since then are repeated by the ids on the list', async () => {
  const admins = async (instance: Pick<Stage, 'ask'>, what: string, body: object) =>
    instance.ask('POST', `/api/customers/${what}`, { as: admin, body });
  const [corrected, opposed, early] = [
    await came(8_200_011, 'over'),
    await came(8_200_012, 'over'),
    await came(8_200_013, 'over'),
  ];
  await admins(stage, 'oppose', { person: { nationalId: early.nationalId }, to: ['messages'] });
  const before = await backup();
  const { events } = await stage.app.operations.readAudit('bank', 0, 1000);
  const moment = events.at(-1)!.at;
  const rut = rutOf(8_200_099);
  await admins(stage, 'rectify', {
    person: { nationalId: corrected.nationalId },
    correct: { nationalId: rut, phone: '+56933334444' },
  });
  await admins(stage, 'oppose', { person: { nationalId: opposed.nationalId }, to: ['feedback'] });
  const list = await listed(moment);
  expect(list.map(({ what }) => what)).toEqual(['customer-rectified', 'customer-opposed']);

  const restored = await otherInstance({ ...stage, databaseUrl: before }, { dataKeys: KEYS });
  const there = {
    ask: askAt(`http://127.0.0.1:${restored.port}`, stage.contract),
  };
  try {
    const { body: right } = await admins(stage, 'export', { customer: list[0].customer });
    expect(right).toMatchObject({ nationalId: rut, phone: '+56933334444' });
    const correct = { nationalId: right.nationalId, phone: right.phone };
    const person = ({ customer }: { readonly customer: string }) => ({ customer });
    const answers = [
      await admins(there, 'rectify', { person: person(list[0]), correct }),
      await admins(there, 'oppose', { person: person(list[1]), to: ['feedback'] }),
    ];
    expect(answers.map(({ body }) => body)).toEqual([
      { rectified: true },
      { opposed: true, ended: 0 },
    ]);
    expect((await admins(there, 'export', { nationalId: rut })).body).toMatchObject({
      customer: list[0].customer,
      phone: '+56933334444',
    });
    const told = (await admins(there, 'export', { nationalId: opposed.nationalId })).body;
    expect(told).toMatchObject({ customer: list[1].customer, opposedAt: expect.any(String) });
    // An emptied id names nobody.
    expect((await admins(there, 'erase', person(list[1]))).body).toMatchObject({ erased: true });
    expect((await admins(there, 'export', person(list[1]))).body.code).toBe('unknown_customer');
    const reports = await verifyChains(restored.audit, restored.vault, undefined);
    expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
  } finally {
    await restored.close();
  }
});

test('the desk cannot name anybody by an id', async () => {
  const host = await stage.staff('host-1');
  for (const person of [{ customer: randomUUID() }, { request: randomUUID() }]) {
    const body = { person, right: 'access' };
    const { status } = await stage.ask('POST', '/api/branches/1/requests', { as: host, body });
    expect(status).toBe(422);
  }
});
