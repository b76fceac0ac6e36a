import { smtpMailer } from '../../../src/app/mail/smtp';
import { verifyBranch } from '../../../src/app/main';
import { verifyChains } from '../../../src/app/operations/reads/verify';
import { DocumentedRoute } from './contract';
import { accepted } from './fuzz-input';
import { Answer, openStage, Stage } from './stage';
import { bodies, commands, held, isOfTicket, nameOf, thingsOf, usedUp } from './twice/requests';

/**
 * Asks for what is already so: every command twice with the same body, by everybody who may, and
 * every setting with its present values. Each is done or refused; a change that changes nothing is
 * never an unexpected error.
 */

let stage: Stage;
let tokens: Readonly<Record<string, string | undefined>>;
let idOf: ReturnType<typeof thingsOf>;

beforeAll(async () => {
  const from = { address: 'turnos@bank.cl' };
  stage = await openStage({
    mailer: smtpMailer({ host: '127.0.0.1', port: 9, tls: 'none', from }),
  });
  tokens = {
    host: await stage.staff('host-1'),
    advisor: await stage.staff('advisor-1'),
    supervisor: await stage.staff('supervisor-1'),
    admin: await stage.staff('admin-1'),
    auditor: await stage.staff('auditor-1'),
    kiosk: await stage.device('kiosk-1'),
    display: await stage.device('display-1'),
    spare: await stage.staff('advisor-5'),
    printer: `Basic ${Buffer.from('printer-1:printer-1').toString('base64')}`,
  };
  idOf = thingsOf(stage, tokens);
  const kiosk = { kind: 'kiosk', branch: '1', label: 'Pasillo' };
  const { code } = (await ask('PUT', '/api/devices/kiosk-9', tokens.admin, kiosk)).body;
  const word = accepted['PUT /api/branches/{branch}/devices/me']('');
  await ask('PUT', at('/devices/me'), await stage.device(String(code)), word);
  await idOf('passkey', '');
  await asEver();
});
afterAll(() => stage.close());

const at = (path: string) => `/api/branches/1${path}`;
const wrong: string[] = [];
const done = new Set<string>();
/** The reasons for every refusal of a command. */
const refused = new Map<string, string[]>();

async function ask(method: string, path: string, as: string | undefined, body?: unknown) {
  const etag = path.endsWith('/settings')
    ? (await stage.ask('GET', path, { as })).headers.get('etag')
    : undefined;
  const headers: Record<string, string> = etag ? { 'If-Match': etag } : {};
  const answer = await stage.ask(method, path, { as, body, headers });
  if (answer.status >= 500) {
    const said = JSON.stringify(body)?.slice(0, 200) ?? '';
    wrong.push(`${method} ${path} ${said} → ${answer.status} ${answer.text.slice(0, 300)}`);
  }
  return answer;
}

async function twice(...asked: Parameters<typeof ask>): Promise<Answer> {
  const first = await ask(...asked);
  const name = nameOf(stage.contract.find(asked[0], asked[1])!);
  if (first.status < 400) done.add(name);
  else refused.set(name, [...(refused.get(name) ?? []), `${first.status} ${first.body.detail}`]);
  await ask(...asked);
  return first;
}
const nothingWrong = () => expect(wrong.splice(0)).toEqual([]);

/** A ticket in each state, by the commands that lead to it. */
const states: Readonly<Record<string, readonly string[]>> = {
  waiting: [],
  called: ['call'],
  serving: ['call', 'start'],
  held: ['call', 'start', 'hold'],
  served: ['call', 'start', 'finish'],
  missed: ['call', 'no-show'],
  cancelled: ['cancel'],
};
/** A branch that is open and allows every way of calling. */
const asEver = () =>
  ask('PUT', at('/settings'), tokens.admin, {
    ...{ hours: 'always', assignment: 'on-demand', outOfTurnAllowed: true },
  });
const onDuty = () =>
  ask('PUT', at('/advisors/me'), tokens.advisor, { state: 'available', counter: '1' });
async function ticketIn(steps: readonly string[]) {
  const ticket = await stage.ticket({ queue: 'caja', nationalId: '11111111-1' });
  await onDuty();
  for (const step of steps) {
    const answer =
      step === 'call'
        ? await ask('POST', at('/counters/1/call-next'), tokens.advisor)
        : await ask(
            'POST',
            at(`/tickets/${ticket.id}/${step}`),
            step === 'cancel' ? tokens.host : tokens.advisor,
            step === 'hold' ? { reason: 'documents' } : {},
          );
    expect([step, answer.status, answer.body?.code]).toEqual([step, 200, undefined]);
  }
  return ticket;
}
/** Empties the counter and the line for the next ticket. */
async function leave(ticket: string) {
  for (const step of ['resume', 'start', 'finish']) {
    const body = step === 'finish' ? { next: false } : {};
    await ask('POST', at(`/tickets/${ticket}/${step}`), tokens.advisor, body);
  }
  await ask('POST', at(`/tickets/${ticket}/cancel`), tokens.host, {});
}

async function filled({ path }: DocumentedRoute, ticket: string): Promise<string> {
  let to = path;
  for (const [all, name] of path.matchAll(/\{(\w+)\}/g)) {
    const value = name === 'ticket' ? ticket : name === 'note' ? await noteOn(ticket) : undefined;
    to = to.replace(all, value ?? (await idOf(name, path)));
  }
  return to;
}
async function noteOn(ticket: string): Promise<string> {
  const note = { note: 'trae poder' };
  const { body } = await ask('POST', at(`/tickets/${ticket}/notes`), tokens.advisor, note);
  return String(body?.note ?? ticket);
}

test.each(Object.entries(states))(
  'every command on a ticket that is %s',
  async (_, steps) => {
    for (const route of commands(stage.contract).filter(isOfTicket)) {
      const ticket = await ticketIn(steps);
      const path = await filled(route, ticket.id);
      const body = accepted[nameOf(route)]?.(ticket.id);
      for (const who of route.operation['x-who']) {
        await twice(route.method, path, who === 'customer' ? ticket.as : tokens[who], body);
      }
      await leave(ticket.id);
    }
    nothingWrong();
  },
  300_000,
);

test('a call out of turn', async () => {
  const ticket = await ticketIn([]);
  for (const who of ['advisor', 'supervisor']) {
    const call = { ticket: ticket.id, reason: 'unwell' };
    await twice('POST', at('/counters/1/call'), tokens[who], call);
  }
  await leave(ticket.id);
  nothingWrong();
});

const isOther = (route: DocumentedRoute) =>
  !isOfTicket(route) && !usedUp.some((each) => each.test(nameOf(route)));

test('every other command, by everybody who may', async () => {
  for (const route of commands(stage.contract).filter(isOther)) {
    const name = nameOf(route);
    for (const who of route.operation['x-who']) {
      const path = await filled(route, '');
      const body = bodies[name] ?? accepted[name]?.('');
      const asks = path.includes('/mine/') ? ['spare'] : who === 'anybody' ? ['kiosk'] : [who];
      for (const each of asks) await twice(route.method, path, tokens[each], body);
    }
  }
  nothingWrong();
}, 300_000);

test('every setting, with its present values', async () => {
  for (const [path, { read, body }] of Object.entries(held)) {
    for (const who of ['admin', 'supervisor', 'advisor'] as const) {
      const now = await ask('GET', read, tokens[path.includes('keys') ? who : 'admin']);
      expect([read, now.status]).toEqual([read, 200]);
      const first = await twice('PUT', path, tokens[who], body(now.body));
      if (who === 'admin') expect([path, first.status]).toEqual([path, 200]);
    }
  }
  nothingWrong();
});

test('all others succeeded at least once, so that there was something to repeat', () => {
  const names = commands(stage.contract).map(nameOf);
  const left = names.filter((each) => !done.has(each) && !usedUp.some((used) => used.test(each)));
  expect(left.map((each) => [each, refused.get(each)])).toEqual([]);
});

test('afterwards there was no unexpected error, and every chain and row holds', async () => {
  expect(stage.logged.filter((line) => line.includes('nobody foresaw'))).toEqual([]);
  const reports = await verifyChains(stage.app.audit, stage.app.vault);
  expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
  expect(await verifyBranch(stage.app, '1')).toEqual({ chain: [], rows: [] });
});
