import { rutOf } from '../../support/rut';
import { found, inDatabase, Known, pseudonymsFor, tablesOf } from './personal/people';
import { Scan } from './personal/scan';
import { follows } from './personal/typed';
import { openStage, Stage } from './stage';

/**
 * People who gave only a phone, or a foreign document: with that they can see everything held about
 * them, and be erased from every table.
 */

let stage: Stage;
let admin: string;
let advisor: string;
let kiosk: string;
beforeAll(async () => {
  stage = await openStage();
  admin = await stage.staff('admin-1');
  advisor = await stage.onDuty('advisor-1', '1');
  kiosk = await stage.device('kiosk-1');
});
afterAll(() => stage?.close());

const WORDS = 'Vine por la herencia de mi madre';
const known = (typed: string, phone: string, chat: string): Known => ({
  ...{ rut: typed, phone, chat, name: typed, words: WORDS, phoneOnly: false },
});

/** They come, get messages in a chat, are served, give feedback, and ask for their data. */
async function visit(body: object, person: Known) {
  const { ticket, key } = await stage.call('POST /api/branches/:branch/tickets', {
    params: { branch: '1' },
    as: kiosk,
    body: { queue: 'caja', ...body },
  });
  await follows(stage.app, ticket.id, person);
  const at = `/api/branches/1/tickets/${ticket.id}`;
  const done = async (path: string, as: string, sent: object = {}) => {
    const { status, text } = await stage.ask('POST', path, { as, body: sent });
    expect([path, status < 300, text]).toEqual([path, true, text]);
  };
  await done('/api/branches/1/counters/1/call-next', advisor);
  await done(`${at}/notes`, advisor, { note: WORDS });
  await done(`${at}/start`, advisor);
  await done(`${at}/finish`, advisor);
  const as = `Ticket ${key}`;
  await done('/api/my/feedback', as, { score: 2, remark: WORDS });
  await done('/api/my/requests', as, { right: 'access', words: WORDS, reach: 'ana@example.com' });
  return ticket.id;
}

/**
 * The bank refuses their request at the desk, with a reason; they oppose being asked for feedback.
 */
async function refusedAndOpposed(person: object) {
  const asked = await stage.ask('POST', '/api/branches/1/requests', {
    as: await stage.staff('host-1'),
    body: { person, right: 'erasure' },
  });
  await stage.ask('POST', `/api/customers/requests/${String(asked.body.id)}/answer`, {
    as: admin,
    body: { state: 'refused', reason: 'law-keeps' },
  });
  const answered = await stage.call('GET /api/customers/requests', {
    as: admin,
    query: { state: 'answered' },
  });
  const opposed = await stage.ask('POST', '/api/customers/oppose', {
    as: admin,
    body: { person, to: ['feedback'] },
  });
  expect(opposed.body).toMatchObject({ opposed: true });
  const { events } = await stage.app.operations.readAudit('bank', 0, 1000);
  const last = events.findLast(({ fact }) => JSON.stringify(fact).includes('customer-opposed'))!;
  return { refusal: answered[0].endedAt, opposedAt: new Date(last.at).toISOString() };
}

const DOCUMENT = 'AR 30123456';
test.each([
  ['a document', { nationalId: DOCUMENT }, known('AR30123456', '+56971111111', '7712345678')],
  [
    'only a phone',
    { phone: '+56972222222' },
    known(rutOf(12_345_670), '+56972222222', '7787654321'),
  ],
])('a person who gave %s sees everything by it, and is erased', async (_, given, person) => {
  const ticket = await visit(given, person);
  const pseudonyms = pseudonymsFor([person], stage.app.vault);
  const plain = new Scan([person.rut, person.phone, person.chat, WORDS, 'ana@example.com']);
  expect(found(await tablesOf(stage.databaseUrl), plain)).toEqual([]);
  expect(found(await tablesOf(stage.databaseUrl), pseudonyms).length).toBeGreaterThan(1);
  const ask = (what: 'export' | 'erase') =>
    stage.ask('POST', `/api/customers/${what}`, { as: admin, body: given });
  const { refusal, opposedAt } = await refusedAndOpposed(given);
  const { body: kept } = await ask('export');
  expect(kept).toMatchObject({
    opposedAt,
    nationalId: 'nationalId' in given ? person.rut : null,
    phone: 'phone' in given ? person.phone : null,
    tickets: [{ id: ticket, queue: 'caja', lane: 'general', unproven: false }],
    remarks: [{ ticket, text: WORDS }],
    notes: [{ ticket, text: WORDS }],
    contacts: [{ consumer: 'telegram', address: person.chat }],
    requests: [
      { right: 'access', state: 'open', words: expect.stringContaining(WORDS), reason: null },
      { right: 'erasure', state: 'refused', reason: 'law-keeps', endedAt: refusal },
    ],
    messages: [{ ticket, consumer: 'telegram', about: 'ServiceFinished' }],
  });
  expect((kept.history as unknown as { what: string }[]).map(({ what }) => what)).toEqual(
    expect.arrayContaining(['ContactLinked', 'NoteWritten', 'ServiceFinished', 'FeedbackGiven']),
  );
  // Nothing is left to be sent: then the chat's pseudonym is deleted with the address.
  const unsent = "update deliveries set state = 'superseded' where consumer = 'telegram'";
  await inDatabase(stage.databaseUrl, unsent);
  expect((await ask('erase')).body).toEqual({ erased: true, tickets: 1 });
  const tables = await tablesOf(stage.databaseUrl);
  expect(found(tables, pseudonyms)).toEqual([]);
  expect(found(tables, plain)).toEqual([]);
  for (const table of ['remarks', 'notes', 'contacts']) expect(tables[`table ${table}`]).toBe('');
  expect((await ask('export')).status).toBe(404);
});
