import { strFromU8, unzipSync } from 'fflate';
import { keptOutside } from '../../../src/app/anchors/kept-outside';
import { reportNames } from '../../../src/app/db/reads/reports';
import { createTelegram } from '../../../src/app/plugins/telegram/telegram';
import { MailMessage } from '../../../src/app/ports';
import { testFolder } from '../../support/test-folder';
import { until } from '../../support/wait';
import { LooseServer } from '../plugins/telegram/loose-server';
import { filesOf, found, Known, known, pseudonymsFor, scanFor, tablesOf } from './personal/people';
import { openStage, Stage } from './stage';

/**
 * What leaves as a file, by mail or by the bot, besides what `personal.test.ts` searches: people
 * write to the bot, a server quotes them in a refusal, and every report is mailed or downloaded as
 * a workbook. Nobody is found in any of it, nor by what their chat sends once they are erased.
 */

const DAY_MS = 86_400_000;
const people = known(4);
const scan = scanFor(people);
const server = new LooseServer();
const mails: MailMessage[] = [];
const tokens = new Map<Known, string>();
let plugin: ReturnType<typeof createTelegram>;
let later = 0;
const clock = () => Date.now() + later;
let stage: Stage;
let outside: string;
let [admin, kiosk, advisor] = ['', '', ''];

beforeAll(async () => {
  await server.start();
  outside = await testFolder('personal-outside');
  plugin = createTelegram({
    token: '4242:another-servers-token',
    apiRoot: server.url,
    positionsMs: 500,
    callMs: 2_000,
  });
  const send = async (message: MailMessage) => {
    mails.push(message);
    return { outcome: 'sent' } as const;
  };
  stage = await openStage({ clock, plugins: [plugin], mailer: { send }, ...keptOutside(outside) });
  admin = await stage.staff('admin-1');
  kiosk = await stage.device('kiosk-1');
  advisor = await stage.onDuty('advisor-1', '1');
});
afterAll(async () => {
  await stage?.close();
  await server.stop();
});

const chatOf = ({ chat }: Known) => Number(chat);
/** How Telegram describes the writer. */
const from = ({ chat, name }: Known) => ({ from: { id: Number(chat), first_name: name } });
const heard = (person: Known) => server.saidTo(chatOf(person), /./).length;
/** They write to the bot, and get an answer. */
async function writes(person: Known, text: string) {
  const before = heard(person);
  server.text(chatOf(person), text, from(person));
  await until(() => heard(person) > before, `an answer to ${text.slice(0, 12)}`);
}

/** Takes a ticket, follows it, is called and served, and leaves written feedback. */
async function visit(person: Known, quoted: boolean) {
  const { ticket } = await stage.call('POST /api/branches/:branch/tickets', {
    params: { branch: '1' },
    as: kiosk,
    body: {
      queue: 'caja',
      phone: person.phone,
      ...(person.phoneOnly ? {} : { nationalId: person.rut }),
    },
  });
  const url = async () => plugin.link!('1', ticket.id, { fresh: true, acts: true });
  await until(async () => (await url()) !== undefined, "the bot's name");
  tokens.set(person, new URL((await url())!).searchParams.get('start')!);
  await writes(person, `/start ${tokens.get(person)}`);
  if (quoted) {
    server.instead.push({
      method: 'sendMessage',
      chat: chatOf(person),
      status: 400,
      body: { ok: false, error_code: 400, description: `Bad Request: ${person.words}` },
    });
  }
  const at = { branch: '1', ticket: ticket.id };
  await stage.call('POST /api/branches/:branch/counters/:counter/call-next', {
    params: { branch: '1', counter: '1' },
    as: advisor,
  });
  // wait, so that the refused message is the call, and not a later one
  await until(() => server.instead.length === 0, 'the refusal');
  await stage.call('POST /api/branches/:branch/tickets/:ticket/notes', {
    params: at,
    as: advisor,
    body: { note: person.words },
  });
  await stage.call('POST /api/branches/:branch/tickets/:ticket/start', { params: at, as: advisor });
  await stage.call('POST /api/branches/:branch/tickets/:ticket/finish', {
    params: at,
    as: advisor,
  });
  const asked = () => server.saidTo(chatOf(person), /./).find(({ data }) => /^rate:/.test(data[0]));
  await until(() => asked() !== undefined, 'the question');
  server.press(chatOf(person), asked()!.data[4], asked()!.message);
  const edited = () => server.saidTo(chatOf(person), /escríbalo/);
  await until(() => edited().length > 0, 'the invitation to say more');
  await writes(person, person.words);
}

const opened = (bytes: Uint8Array) =>
  Object.values(unzipSync(bytes))
    .map((each) => strFromU8(each))
    .join('\n');

/** Every report of the day in every format, and the audit. */
async function files(): Promise<Readonly<Record<string, string>>> {
  const supervisor = await stage.staff('supervisor-1');
  const auditor = await stage.staff('auditor-1');
  const all: Record<string, string> = {};
  const take = async (path: string, as: string) => {
    const response = await fetch(`http://127.0.0.1:${stage.app.port}${path}`, {
      headers: { Authorization: as },
    });
    expect([path, response.status]).toEqual([path, 200]);
    const bytes = new Uint8Array(await response.arrayBuffer());
    all[path] = /\.xlsx/.test(path) ? opened(bytes) : strFromU8(bytes);
  };
  const day = (days: number) => new Date(clock() + days * DAY_MS).toISOString().slice(0, 10);
  const days = `from=${day(-1)}&to=${day(1)}`;
  for (const name of reportNames) {
    for (const format of ['xlsx', 'csv', 'json']) {
      await take(`/api/branches/1/reports/${name}.${format}?${days}`, supervisor);
    }
  }
  for (const branch of ['1', 'bank']) {
    await take(`/api/branches/${branch}/audit/search.xlsx`, auditor);
  }
  return all;
}

const kept = async (): Promise<Readonly<Record<string, string>>> => ({
  ...(await tablesOf(stage.databaseUrl)),
  ...(await filesOf(outside)),
  log: stage.logged.join('\n'),
});

test('people write to the bot, and a server quotes one of them in a refusal', async () => {
  for (const [index, person] of people.entries()) await visit(person, index === 1);
  await until(
    async () => (await tablesOf(stage.databaseUrl))['table deliveries'].includes('answered 400'),
    'a message that was refused',
  );
});

test('nobody is in a workbook, a table of reports, or the audit as a file', async () => {
  const all = await files();
  expect(Object.keys(all).length).toBeGreaterThan(30);
  expect(all['/api/branches/1/audit/search.xlsx']).toContain('caja');
  expect(found(all, scan)).toEqual([]);
  expect(found({ 'one file': `${Object.values(all)[0]}${people[2].words}` }, scan)).not.toEqual([]);
});

test('nor in a report by mail, with all that is attached', async () => {
  const body = { branch: '1', period: 'day', language: 'es', address: 'jefa@bank.cl' } as const;
  await stage.call('POST /api/report-mails', { as: admin, body });
  await stage.app.sendReports();
  const [link] = /\/api\/report-mails\/[\w-]+\/confirm\/[\w-]+/.exec(mails[0].text)!;
  expect((await stage.ask('POST', link, { key: null })).status).toBe(200);
  later += DAY_MS;
  for (let step = 0; step < 3; step += 1) {
    later += 11_000;
    await stage.app.sweep.step(clock());
  }
  await stage.app.sendReports();
  expect(mails).toHaveLength(2);
  const texts = mails.flatMap(({ files: attached, ...rest }) => [
    JSON.stringify(rest),
    ...attached.map(({ content }) => opened(content)),
  ]);
  expect(texts).toHaveLength(4);
  expect(found(Object.fromEntries(texts.entries()), scan)).toEqual([]);
});

test('nor in tables, logs and objects', async () => {
  await stage.app.anchor();
  expect(found(await kept(), scan)).toEqual([]);
});

test("a chat's messages after its person is erased bring nothing about them back", async () => {
  admin = `Bearer ${
    (await stage.call('POST /api/sessions', { body: { username: 'admin-1', password: 'demo' } }))
      .token
  }`;
  for (const { rut, phone, phoneOnly } of people) {
    const body = phoneOnly ? { phone } : { nationalId: rut };
    const { erased } = await stage.call('POST /api/customers/erase', { as: admin, body });
    expect(erased).toBe(true);
  }
  const rated = server.sent.find(({ data }) => /^rate:/.test(data[0] ?? ''))!.data[4];
  for (const person of people) {
    await writes(person, `/start ${tokens.get(person)}`);
    server.press(chatOf(person), rated);
    await writes(person, person.words);
    await writes(person, '/estado');
  }
  await stage.app.sweep.step(clock());
  const all = await kept();
  expect(found(all, scan)).toEqual([]);
  const pseudonyms = pseudonymsFor(people, stage.app.vault);
  expect(found(all, pseudonyms)).toEqual([]);
  for (const table of ['contacts', 'remarks', 'notes']) expect(all[`table ${table}`]).toBe('');
});
