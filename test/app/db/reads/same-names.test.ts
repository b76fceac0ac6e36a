import { strFromU8, unzipSync } from 'fflate';
import { Client } from 'pg';
import type { Report } from '../../../../src/app/wire/records';
import type { Directory } from '../../../../src/app/wire/settings';
import { openStage, Stage } from '../../http/stage';

/** People, queues and branches that share a name are told apart wherever they are named. */

let stage: Stage;
let admin: string;
beforeAll(async () => {
  stage = await openStage();
  admin = await stage.staff('admin-1');
});
afterAll(() => stage.close());

const put = async (path: string, body: object) => {
  const { status, text } = await stage.ask('PUT', path, { as: admin, body });
  expect([path, text, status]).toEqual([path, text, 200]);
};

test('two queues, two advisors and two branches with the same name are told apart', async () => {
  await put('/api/branches/1/queues/caja-2', {
    prefix: 'D',
    names: { es: 'caja', en: 'Express' },
    hints: { es: '', en: '' },
    priority: 1,
    targetMinutes: 20,
    averageMinutes: 5,
    open: true,
  });
  await put('/api/staff/advisor-9', {
    username: 'advisor-9',
    firstName: 'Camila',
    role: 'advisor',
    branches: ['1'],
    active: true,
    password: 'una clave larga',
  });
  // the same to a reader's eye
  await put('/api/branches/3', { name: 'SUCURSAL  Ñuñoa\u00a0(demo)' });

  const directory = await stage.ask('GET', '/api/branches/1/directory', { as: admin });
  const { config, staff } = directory.body as unknown as Directory;
  const names = Object.values(config.queues).map((queue) => queue.names);
  expect(names).toContainEqual({ es: 'Caja (C)', en: 'Teller' });
  expect(names).toContainEqual({ es: 'caja (D)', en: 'Express' });
  expect(names).toContainEqual({ es: 'Empresas', en: 'Business' });
  expect([staff['advisor-1'], staff['advisor-9'], staff['advisor-2']]).toMatchObject([
    { firstName: 'Camila (advisor-1)' },
    { firstName: 'Camila (advisor-9)' },
    { firstName: 'Matías' },
  ]);

  const as = await stage.staff('supervisor-1');
  const alike = ['SUCURSAL  Ñuñoa\u00a0(demo) (3)', 'Sucursal Ñuñoa (demo) (2)'];
  const { branches } = (await stage.ask('GET', '/api/sessions', { as })).body;
  const seen = (rows: unknown) => (rows as { name: string }[]).map(({ name }) => name).sort();
  expect(seen(branches)).toEqual([alike[0], 'Sucursal Centro (demo)', alike[1]]);
  const days = await stage.call('GET /api/overview', { as });
  expect(seen(days)).toEqual([alike[0], 'Sucursal Centro (demo)', alike[1]]);
  const report = await stage.ask('GET', '/api/reports/branches.csv?from=2026-01-01&to=2026-01-02', {
    as,
  });
  for (const name of alike) expect(report.text).toContain(name);
  const audit = await fetch(`http://127.0.0.1:${stage.app.port}/api/branches/2/audit/search.xlsx`, {
    headers: { Authorization: await stage.staff('auditor-1') },
  });
  const files = unzipSync(await audit.bytes());
  expect(strFromU8(files['xl/worksheets/sheet2.xml'])).toContain(alike[1]);
  const start = await stage.ask('GET', '/', { headers: { Accept: 'text/html' } });
  for (const name of alike) expect(start.text).toContain(`<b>${name}</b>`);
  // The edit form has the name as it was typed.
  const queues = await stage.call('GET /api/branches/:branch/queues', {
    params: { branch: '1' },
    as: admin,
  });
  expect(queues.map((queue) => queue.names.es)).toEqual(expect.arrayContaining(['Caja', 'caja']));
});

test('a leaver and a newcomer of the same name stay two people, in plans too', async () => {
  const person = { role: 'advisor', branches: ['1'], active: true, password: 'una clave larga' };
  await put('/api/staff/ines-1', { ...person, username: 'ines-1', firstName: 'Inés' });
  const { password: _, ...known } = person;
  await put('/api/staff/ines-1', {
    ...{ ...known, username: 'ines-1', firstName: 'Inés' },
    active: false,
  });
  await put('/api/staff/ines-2', { ...person, username: 'ines-2', firstName: 'Inés' });
  const skills = ['ines-1', 'ines-2', 'gone'].map((advisor) => ({ queue: 'caja', advisor }));
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  try {
    await client.query(
      `insert into day_plans (branch_id, day, version, plan) values ('1', '2026-01-02', 1, $1)`,
      [JSON.stringify({ fromMinute: 540, scale: 1, share: 1, advisors: [2], skills })],
    );
  } finally {
    await client.end();
  }
  const as = await stage.staff('supervisor-1');
  const at = '/api/branches/1/reports/plans.csv?from=2026-01-02&to=2026-01-02';
  const { text } = await stage.ask('GET', at, { as });
  expect(text).toContain('caja: Inés (ines-1); caja: Inés (ines-2); caja: gone');
});

test('branches, queues and counters are in the order in which people look for them', async () => {
  await put('/api/branches/2', { name: 'Sucursal 10' });
  await put('/api/branches/3', { name: 'sucursal 9' });
  await put('/api/branches/1', { name: 'Sucursal 11' });
  const as = await stage.staff('supervisor-1');
  const days = 'from=2026-01-01&to=2026-01-02';
  const { text } = await stage.ask('GET', `/api/reports/branches.csv?${days}`, { as });
  const lines = text.trim().split(/\r?\n/).slice(1);
  expect(lines.map((line) => line.split(',')[1])).toEqual([
    'sucursal 9',
    'Sucursal 10',
    'Sucursal 11',
  ]);
  const queue = {
    ...{ names: { es: 'Otra', en: 'Other' }, hints: { es: '', en: '' } },
    ...{ priority: 9, targetMinutes: 20, averageMinutes: 5, open: true },
  };
  await put('/api/branches/3/queues/fila-10', { ...queue, prefix: 'X' });
  await put('/api/branches/3/queues/fila-9', { ...queue, prefix: 'Y' });
  for (const id of ['b10', 'b9']) await put(`/api/branches/3/counters/${id}`, { label: id });
  const { config } = (await stage.ask('GET', '/api/branches/3/directory', { as: admin }))
    .body as unknown as Directory;
  expect(Object.keys(config.queues)).toEqual(['fila-9', 'fila-10']);
  expect(Object.keys(config.counters)).toEqual(['b9', 'b10']);
  const listed = await stage.call('GET /api/branches/:branch/queues', {
    params: { branch: '3' },
    as: admin,
  });
  expect(listed.map(({ id }) => id)).toEqual(['fila-9', 'fila-10']);
});

test('reports name who has left or moved, and order people and queues by name', async () => {
  const person = { role: 'advisor', branches: ['2'], active: true };
  for (const [id, firstName] of [
    ['z-left', 'Ana'],
    ['a-moved', 'Caja 10'],
    ['m-here', 'Caja 9'],
  ]) {
    await put(`/api/staff/${id}`, { ...person, username: id, firstName, password: 'una clave l' });
  }
  const kept = { username: 'z-left', firstName: 'Ana', role: 'advisor' };
  await put('/api/staff/z-left', { ...kept, branches: ['2'], active: false });
  await put('/api/staff/a-moved', {
    ...{ username: 'a-moved', firstName: 'Caja 10', role: 'advisor' },
    ...{ branches: ['1'], active: true },
  });
  const days = 'from=2026-02-02&to=2026-02-02';
  await served('2026-02-02', [
    ['a-moved', 'caja'],
    ['m-here', 'caja'],
    ['unheard', 'caja'],
    ['z-left', 'gerencia'],
    ['z-left', 'caja'],
  ]);
  const as = await stage.staff('supervisor-1');
  const read = async (report: string) => {
    const { body } = await stage.ask('GET', `/api/branches/2/reports/${report}.json?${days}`, {
      as,
    });
    const { columns, rows, people } = body as unknown as Report;
    return { of: (name: string) => rows.map((row) => row[columns.indexOf(name)]), people };
  };
  const inOrder = ['z-left', 'm-here', 'a-moved', 'unheard'];
  for (const report of ['advisors', 'advisor-time']) {
    const { of, people } = await read(report);
    expect([report, of('advisor')]).toEqual([report, inOrder]);
    expect(people).toEqual({ 'z-left': 'Ana (z-left)', 'a-moved': 'Caja 10 (a-moved)' });
  }
  const outcomes = await read('outcomes');
  expect(outcomes.of('advisor')).toEqual([...inOrder, 'z-left']);
  expect(outcomes.of('queue')).toEqual(['caja', 'caja', 'caja', 'caja', 'gerencia']);
  const book = await fetch(
    `http://127.0.0.1:${stage.app.port}/api/branches/2/reports/advisors.xlsx?${days}`,
    { headers: { Authorization: as } },
  );
  const sheet = strFromU8(unzipSync(await book.bytes())['xl/worksheets/sheet1.xml']);
  for (const name of ['Ana (z-left)', 'Caja 9 (m-here)', 'Caja 10 (a-moved)']) {
    expect(sheet).toContain(name);
  }
});

test('reports have queues in the order of the branch, not of the alphabet', async () => {
  await served('2026-02-03', [
    ['m-here', 'empresas'],
    ['m-here', 'gerencia'],
    ['m-here', 'personal-banker'],
  ]);
  const as = await stage.staff('supervisor-1');
  for (const report of ['waits', 'services']) {
    const at = `/api/branches/2/reports/${report}.json?from=2026-02-03&to=2026-02-03`;
    const { columns, rows } = (await stage.ask('GET', at, { as })).body as unknown as Report;
    const queues = rows.map((row) => row[columns.indexOf('queue')]);
    expect([report, queues]).toEqual([report, ['personal-banker', 'empresas', 'gerencia']]);
  }
});

/** Services of ten minutes at noon of a day of branch 2: by whom, of which queue. */
async function served(day: string, services: readonly (readonly [string, string])[]) {
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  try {
    const noon = Date.parse(`${day}T12:00:00Z`);
    await client.query(
      `insert into stretches (branch_id, subject, kind, day, queue, advisor, began, began_at,
                              began_seq, ended_at, how)
       select '2', who, 'serving', $1, queue, who, 'started', $2::bigint, at,
              $2::bigint + 600000, 'finished'
         from unnest($3::text[], $4::text[]) with ordinality as each (who, queue, at)`,
      [day, noon, services.map(([who]) => who), services.map(([, queue]) => queue)],
    );
  } finally {
    await client.end();
  }
}

test('whoever left or moved today is still called by their name at the branch', async () => {
  const person = { role: 'advisor', active: true };
  await put('/api/branches/3/queues/de-hoy', {
    ...{ prefix: 'Z', names: { es: 'De hoy', en: 'Of today' }, hints: { es: '', en: '' } },
    ...{ priority: 1, targetMinutes: 20, averageMinutes: 5, open: true },
  });
  const accounts = [
    ['today-left', 'Rosa', ['3']],
    ['today-moved', 'Iván', ['3']],
    ['long-gone', 'Iván', ['2']],
    ['here', 'rosa', ['3']],
  ] as const;
  for (const [id, firstName, branches] of accounts) {
    await put(`/api/staff/${id}`, {
      ...{ ...person, username: id, firstName, branches },
      ...{ queues: id === 'today-moved' ? { 3: ['de-hoy'] } : {}, password: 'una clave larga' },
    });
  }
  await put('/api/branches/3/counters/c1', { label: '1' });
  const { body: session } = await stage.ask('POST', '/api/sessions', {
    body: { username: 'today-moved', password: 'una clave larga' },
  });
  const as = `Bearer ${String(session.token)}`;
  const duty = { state: 'available', counter: 'c1' };
  const began = await stage.ask('PUT', '/api/branches/3/advisors/me', { as, body: duty });
  expect([began.status, began.text]).toEqual([200, began.text]);
  await put('/api/staff/today-left', {
    ...{ ...person, username: 'today-left', firstName: 'Rosa', branches: ['3'] },
    active: false,
  });
  await put('/api/staff/today-moved', {
    ...{ ...person, username: 'today-moved', firstName: 'Iván', branches: ['2'] },
  });
  const { body } = await stage.ask('GET', '/api/branches/3/directory', { as: admin });
  const { staff, former, advisors } = body as unknown as Directory;
  expect(advisors).toBe(1);
  expect(staff.here).toEqual({ id: 'here', firstName: 'rosa' });
  expect(former).toEqual({
    'today-left': { id: 'today-left', firstName: 'Rosa (today-left)' },
    'today-moved': { id: 'today-moved', firstName: 'Iván' },
  });
});

test('whoever has moved away is named where they acted, until they are back', async () => {
  const account = (id: string, role: string, branches: readonly string[] | 'all') =>
    put(`/api/staff/${id}`, {
      ...{ username: id, firstName: `De ${id}`, role, active: true, branches, queues: {} },
      password: 'una clave larga',
    });
  const formerOf = async (branch: string) => {
    const { body } = await stage.ask('GET', `/api/branches/${branch}/directory`, { as: admin });
    const { former = {} } = body as unknown as Directory;
    return Object.keys(former).filter((id) => id.startsWith('went-'));
  };
  await account('went-sees', 'supervisor', ['3']);
  await account('went-notes', 'host', ['2', '3']);
  await account('went-everywhere', 'supervisor', 'all');
  await account('went-nowhere', 'advisor', ['3']);
  expect(await formerOf('3')).toEqual([]);
  await account('went-sees', 'supervisor', ['2']);
  await account('went-notes', 'host', ['2']);
  await account('went-everywhere', 'supervisor', ['2']);
  await account('went-nowhere', 'advisor', ['2', '3']);
  expect((await formerOf('3')).sort()).toEqual(['went-everywhere', 'went-notes', 'went-sees']);
  expect(await formerOf('2')).toEqual([]);
  await account('went-sees', 'supervisor', ['3']);
  await account('went-notes', 'host', ['2', '3']);
  await account('went-everywhere', 'supervisor', 'all');
  expect(await formerOf('3')).toEqual([]);
  expect(await formerOf('2')).toEqual(['went-sees']);
  // closed where they went, they are still named where they were
  await put('/api/staff/went-sees', {
    ...{ username: 'went-sees', firstName: 'De went-sees', role: 'supervisor', queues: {} },
    ...{ branches: ['3'], active: false },
  });
  expect(await formerOf('2')).toEqual(['went-sees']);
});
