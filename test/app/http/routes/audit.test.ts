import { strFromU8, unzipSync } from 'fflate';
import { Client } from 'pg';
import { rutOf } from '../../../support/rut';
import { openStage, Stage } from '../stage';

let stage: Stage;
let auditor: string;
beforeAll(async () => {
  stage = await openStage();
  auditor = await stage.staff('auditor-1');
});
afterAll(() => stage.close());

const search = (query: object, branch = '1') =>
  stage.call('GET /api/branches/:branch/audit/search', { params: { branch }, query, as: auditor });
const proof = (after = 0) =>
  stage.call('GET /api/branches/:branch/audit/proof', {
    params: { branch: '1' },
    query: { after, limit: 2 },
    as: auditor,
  });

test('events are found newest first, by number, kind, actor and time, page by page', async () => {
  const began = new Date().toISOString();
  const first = await stage.ticket({ queue: 'caja' });
  const second = await stage.ticket({ queue: 'gerencia' });
  const byNumber = await search({ ticket: first.number.toLowerCase() });
  expect(byNumber.found.map(({ event }) => event.fact)).toMatchObject([
    { type: 'TicketIssued', ticket: first.id, number: first.number },
  ]);
  const issued = await search({ type: 'TicketIssued', actor: 'kiosk-1', from: began, limit: 1 });
  expect(issued.found[0].event).toMatchObject({ fact: { ticket: second.id } });
  const before = await search({ type: 'TicketIssued', from: began, before: issued.next! });
  expect(before.found.map(({ event }) => event.fact)).toMatchObject([{ ticket: first.id }]);
  expect(before.next).toBeNull();
  expect((await search({ actor: 'kiosk-2' })).found).toEqual([]);
  expect((await search({ actor: 'iosk-1' })).found).toEqual([]);
  expect((await search({ to: began, type: 'TicketIssued' })).found).toEqual([]);
  const ofBank = await search({ type: 'BankFact', actor: 'auditor-1' }, 'bank');
  expect(ofBank.found.map(({ event }) => event.fact)).toContainEqual(
    expect.objectContaining({ what: 'signed-in' }),
  );
});

test('events and alerts about a ticket have its number; a kind can be excluded', async () => {
  const { id, number } = await stage.ticket({ queue: 'caja' });
  const as = await stage.staff('supervisor-1');
  const params = { branch: '1', ticket: id };
  await stage.call('POST /api/branches/:branch/tickets/:ticket/cancel', { params, as });
  const [cancelled] = (await search({ type: 'TicketCancelled', limit: 1 })).found;
  expect([cancelled.event.fact, cancelled.number]).toMatchObject([{ ticket: id }, number]);
  expect((await search({ type: 'BankFact', limit: 1 })).found[0]).not.toHaveProperty('number');
  const without = await search({ ticket: id, without: 'TicketCancelled' });
  expect(without.found.map(({ event }) => event.fact.type)).toEqual(['TicketIssued']);
  const { events } = await workbook(`ticket=${id}&without=TicketIssued`);
  expect(events.slice(1).map((cells) => cells.slice(2, 4))).toEqual([
    ['El personal canceló un turno', expect.stringMatching(`^Turno ${number} · Fila Caja`)],
  ]);
  // As after hours of waiting: an alert names its ticket only in its id.
  const limits = { value: 91, threshold: 90 };
  const about = { kind: 'ticket-open', subject: id, openedAt: 1, ...limits };
  const alert = { id: `ticket-open:${id}:1`, ...about };
  const body = { ...cancelled.event, at: 1, fact: { type: 'AlertRaised', alert } };
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  try {
    const at = cancelled.event.seq;
    const { rows } = await client.query(
      `select type, ticket_id, body from events where branch_id = '1' and seq = $1`,
      [at],
    );
    const put = `update events set type = $2, ticket_id = $3, body = $4
      where branch_id = '1' and seq = $1`;
    await client.query(put, [at, 'AlertRaised', null, JSON.stringify(body)]);
    expect((await search({ type: 'AlertRaised' })).found).toMatchObject([{ number }]);
    await client.query(put, [at, rows[0].type, rows[0].ticket_id, rows[0].body]);
  } finally {
    await client.end();
  }
});

test('reading the audit or a report is first an event, once in ten minutes', async () => {
  const as = await stage.staff('supervisor-1');
  const readings = async () =>
    (await search({ type: 'BankFact', actor: 'supervisor-1', limit: 100 })).found.map(
      ({ event }) => event.fact,
    );
  const dates = 'from=2026-01-01&to=2026-01-02';
  for (const path of ['audit?limit=1', 'audit?limit=1', `reports/waits.csv?${dates}`]) {
    expect((await stage.ask('GET', `/api/branches/1/${path}`, { as })).status).toBe(200);
  }
  const days = { from: '2026-01-01', to: '2026-01-02' };
  const report = {
    type: 'BankFact',
    what: 'report-read',
    subject: '1',
    details: { report: 'waits', format: 'csv', ...days },
  };
  const audit = { type: 'BankFact', what: 'audit-read', subject: '1', details: { by: 'number' } };
  expect(await readings()).toEqual([report, audit]);
  // A refused reader leaves no such event.
  const host = await stage.staff('host-1');
  expect((await stage.ask('GET', '/api/branches/1/audit', { as: host })).status).toBe(403);
  expect(await readings()).toEqual([report, audit]);
  // Reading the bank's chain is recorded in the bank's chain.
  const { found } = await search({ type: 'BankFact', actor: 'auditor-1' }, 'bank');
  expect(found[0].event.fact).toMatchObject({ what: 'audit-read', details: { by: 'search' } });
});

test('a person is found by their RUT, and the search is an event', async () => {
  const { id } = await stage.ticket({ queue: 'caja', nationalId: rutOf(9_876_543) });
  const { tickets } = await stage.call('POST /api/branches/:branch/audit/person', {
    params: { branch: '1' },
    body: { nationalId: rutOf(9_876_543) },
    as: auditor,
  });
  expect(tickets).toEqual([id]);
  expect((await search({ ticket: tickets.join(',') })).found).toHaveLength(1);
  const { found } = await search({ type: 'PersonalDataShown', limit: 1 });
  expect(found[0].event).toMatchObject({ actor: { id: 'auditor-1' } });
  expect(JSON.stringify(found)).not.toContain('9876543');
});

/** The texts and numbers of each row of a workbook's sheets. */
async function workbook(query: string, branch = '1') {
  const response = await fetch(
    `http://127.0.0.1:${stage.app.port}/api/branches/${branch}/audit/search.xlsx?${query}`,
    { headers: { Authorization: auditor } },
  );
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename=".*\.xlsx"$/);
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const rows = (n: number) =>
    [
      ...strFromU8(files[`xl/worksheets/sheet${n}.xml`]).matchAll(/<row r="\d+">(.*?)<\/row>/gs),
    ].map(([, row]) => [...row.matchAll(/<(?:v|t[^>]*)>([^<]*)</g)].map(([, text]) => text));
  return { events: rows(1), proof: rows(2), book: strFromU8(files['xl/workbook.xml']) };
}

test('as a workbook: in words, in the requested language, and proven', async () => {
  const { number } = await stage.ticket({ queue: 'caja' });
  const whole = await workbook('');
  const all = await search({ limit: 500 });
  expect(whole.book).toMatch(/<sheet name="Auditoría".*<sheet name="Comprobación"/);
  expect(whole.events[0].slice(0, 5)).toEqual(['N.º', 'Cuándo', 'Qué', 'Detalle', 'Quién']);
  // The page's own reading came afterwards.
  expect(whole.events.length - 1).toBeGreaterThanOrEqual(all.found.length - 1);
  const row = whole.events.find((cells) => cells.join().includes(`Turno ${number}`))!;
  expect(row[2]).toBe('Alguien sacó un turno');
  const own = all.found.find(({ event }) => String(event.seq) === row[0])!;
  expect([row.at(-2), row.at(-1)]).toEqual(['Calza con el anterior', own.hash]);
  const days = Date.parse(own.event.at) / 86_400_000 + 25_569;
  // Santiago is 3 or 4 hours behind.
  expect([3, 4]).toContain(Math.round((days - Number(row[1])) * 24));
  expect(whole.proof.join()).toMatch(/ninguno cambió/);
  expect(whole.proof.join()).toContain(whole.events[1].at(-1));
  // As people type it: c1 for C01.
  const typed = number.toLowerCase().replace(/^([a-z]+)0+/, '$1');
  const english = await workbook(`ticket=${typed}&language=en`);
  expect(english.events).toHaveLength(2);
  expect(english.events[1][2]).toBe('Somebody took a ticket');
  expect((await workbook('type=BankFact', 'bank')).events.length).toBeGreaterThan(1);
  const { found } = await search({ type: 'BankFact', actor: 'auditor-1', limit: 100 });
  // The bank's facts all have one type; this selects one kind of them.
  const read = await workbook('what=audit-read', 'bank');
  expect([...new Set(read.events.slice(1).map(([, , what]) => what))]).toEqual([
    'Alguien leyó la auditoría',
  ]);
  const entered = (await search({ what: 'signed-in', limit: 500 }, 'bank')).found;
  expect(
    new Set(entered.map(({ event }) => JSON.stringify(event.fact).includes('signed-in'))),
  ).toEqual(new Set([true]));
  expect(found.map(({ event }) => event.fact)).toContainEqual(
    expect.objectContaining({ what: 'audit-read', details: { by: 'search', format: 'xlsx' } }),
  );
});

test('the chain is proven in parts; a changed, moved or missing event is reported', async () => {
  const whole = async () => {
    const faults: unknown[] = [];
    let checked = 0;
    for (let after: number | null = 0; after !== null;) {
      const at: number = after;
      const answer = await proof(at);
      faults.push(...answer.faults);
      checked += answer.checked;
      after = answer.next;
    }
    return { checked, faults };
  };
  const sound = await whole();
  expect(sound).toEqual({ checked: expect.any(Number), faults: [] });
  expect(sound.checked).toBeGreaterThan(3);
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  try {
    await client.query(
      `update events set actor = 'staff:nobody' where branch_id = '1' and seq = 2`,
    );
    expect((await whole()).faults).toEqual([{ seq: 2, what: 'column' }]);
    await client.query(
      `update events set body = replace(body, '"seq":2', '"seq":2 ')
        where branch_id = '1' and seq = 2`,
    );
    expect((await whole()).faults).toContainEqual({ seq: 2, what: 'changed' });
    await client.query(`delete from events where branch_id = '1' and seq = 2`);
    expect((await whole()).faults).toEqual([{ seq: 2, what: 'missing' }]);
    const told = await workbook('language=en');
    expect(told.events.find(([seq]) => seq === '3')?.at(-2)).toMatch(/missing|removed/i);
    expect(told.proof.join()).toMatch(/1 do not hold/);
  } finally {
    await client.end();
  }
});

test('staff have their names in both chains, also those who have left', async () => {
  const admin = await stage.staff('admin-1');
  const ines = { username: 'ines-1', firstName: 'Inés', role: 'supervisor', branches: ['1'] };
  const put = async (body: object) => {
    const { status } = await stage.ask('PUT', '/api/staff/ines-1', { as: admin, body });
    expect(status).toBe(200);
  };
  await put({ ...ines, active: true, password: 'una clave larga' });
  const { id } = await stage.ticket({ queue: 'caja' });
  const body = { username: 'ines-1', password: 'una clave larga' };
  const as = `Bearer ${(await stage.call('POST /api/sessions', { body })).token}`;
  const params = { branch: '1', ticket: id };
  await stage.call('POST /api/branches/:branch/tickets/:ticket/cancel', { params, as });
  await put({ ...ines, active: false });

  const ofBranch = await search({ type: 'TicketCancelled', actor: 'ines-1' });
  expect(ofBranch.people).toEqual({ 'ines-1': 'Inés' });
  const ofBank = await search({ what: 'staff-saved', actor: 'admin-1', limit: 1 }, 'bank');
  expect(Object.keys(ofBank.people).sort()).toEqual(['admin-1', 'ines-1']);
  // who is named, and nobody else
  expect(await search({ type: 'TicketIssued', limit: 1 })).toMatchObject({ people: {} });

  const wholeBranch = await workbook('actor=ines-1&type=TicketCancelled');
  expect(wholeBranch.events[1][4]).toBe('Inés (ines-1)');
  const wholeBank = await workbook('actor=admin-1&what=staff-saved', 'bank');
  expect(wholeBank.events[1].slice(3, 5)).toEqual(['Sobre Inés (ines-1)', 'Diego (admin-1)']);
  const readings = await workbook('actor=auditor-1&what=audit-read', 'bank');
  expect(readings.events.map((cells) => cells[3])).toContain('Sobre Todo el banco');
});

test('only readers of the audit may search it', async () => {
  const as = await stage.staff('advisor-1');
  const { status } = await stage.ask('GET', '/api/branches/1/audit/search', { as });
  expect(status).toBe(403);
  const wrong = await stage.ask('GET', '/api/branches/1/audit/search?ticket=CAJA15&type=Nothing', {
    as: auditor,
  });
  expect(wrong.status).toBe(422);
  expect(wrong.body.errors?.map(({ field }) => field).sort()).toEqual(['ticket', 'type']);
});
