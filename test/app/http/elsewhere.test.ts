import { Client } from 'pg';
import { accepted } from './fuzz-input';
import { doors } from './roles/doors';
import { identities, Identity } from './roles/identities';
import { named } from './roles/verdict';
import { openStage, Stage } from './stage';

/**
 * People and devices of one branch ask there for things of another branch by their ids: in paths,
 * in bodies and by keys. Nothing of the other branch is shown or changed.
 */

const NOTE = 'Vuelve con la escritura';
const ADDRESS = 'solo-para-la-dos@bank.cl';
let stage: Stage;
let client: Client;
let asking: readonly Identity[];
/** Ids from branch 2, by the name in the path. */
let there: Readonly<Record<string, string>>;
let key: string;

beforeAll(async () => {
  stage = await openStage();
  client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  const all = await identities(stage);
  asking = all.filter(({ at, ended }) => !ended && at !== 'all' && at.join() === '1');
  there = await things();
});
afterAll(async () => {
  await client?.end();
  await stage?.close();
});

/** A visit that is served with a note, a call for help, a request and a report by mail. */
async function things(): Promise<typeof there> {
  const [advisor, kiosk] = [await stage.staff('advisor-4'), await stage.device('kiosk-2')];
  const supervisor = await stage.staff('supervisor-1');
  const params = { branch: '2' };
  const issued = await stage.call('POST /api/branches/:branch/tickets', {
    ...{ params, as: kiosk, body: { queue: 'empresas', nationalId: '7654321-6' } },
  });
  key = issued.key;
  const { id: ticket, number } = issued.ticket;
  const done = async (as: string, method: string, path: string, body: object = {}) => {
    const answer = await stage.ask(method, `/api/branches/2${path}`, { as, body });
    expect([path, answer.status < 300]).toEqual([path, true]);
    return answer.body as unknown as Record<string, string>;
  };
  await done(advisor, 'PUT', '/advisors/me', { state: 'available', counter: '4' });
  await done(advisor, 'POST', '/counters/4/call-next');
  await done(advisor, 'POST', `/tickets/${ticket}/start`);
  const { note } = await done(advisor, 'POST', `/tickets/${ticket}/notes`, { note: NOTE });
  await done(kiosk, 'POST', '/help');
  const alerts = await stage.call('GET /api/branches/:branch/alerts', { params, as: supervisor });
  await client.query(
    `insert into report_mails (id, staff_id, branch_id, period, language, address, state,
                               asked_at, due_at)
     values (gen_random_uuid(), 'supervisor-1', '2', 'day', 'es', $1, 'asked', 0, 9e15)`,
    [ADDRESS],
  );
  const mail = await client.query<{ id: string }>('select id from report_mails');
  const request = await stage.call('POST /api/my/requests', {
    as: `Ticket ${key}`,
    body: { right: 'access' },
  });
  return {
    ...{ ticket, number, note, request: request.id, mail: mail.rows[0].id },
    ...{ alert: alerts[0].id, device: 'kiosk-2', advisor: 'advisor-4', staff: 'advisor-4' },
    ...{ queue: 'empresas', counter: '4', report: 'waits.csv', day: '2026-11-28' },
    ...{ from: '2027-12-31', year: '2026', face: 'bank.css', key: 'k', passkey: ticket },
    ...{ session: ticket, webhook: ticket },
  };
}

/** What could be changed there: its chain, and its own rows among the bank's. */
async function stands() {
  const { rows } = await client.query(
    `select (select json_agg(h) from branch_heads h where branch_id = '2') as head,
            (select json_agg(d) from devices d where d.branch_id = '2') as devices,
            (select json_agg(m) from report_mails m) as mails,
            (select json_agg(r) from person_requests r where branch_id = '2') as requests,
            (select json_agg(s) from staff s where id in ('advisor-4', 'supervisor-1')) as staff`,
  );
  return rows[0] as object;
}

/** A person's own account belongs to no branch, and these routes would sign them out. */
const spared = (route: string) =>
  route.includes('/sessions') || doors[route as keyof typeof doors] === 'nobody';

test('every route of their branch with the ids of another', async () => {
  const before = await stands();
  const shown: string[] = [];
  let letIn = 0;
  for (const route of stage.contract.routes) {
    const { method, path } = route;
    if (spared(named(route))) continue;
    const filled = path
      .replace('{branch}', '1')
      .replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(there[name]));
    const query = path.includes('/reports/') ? '?from=2026-11-20&to=2026-11-29' : '';
    const audit = path.endsWith('/audit/search') ? `?ticket=${there.ticket}` : query;
    const body = accepted[`${method} ${path}`]?.(there.ticket);
    for (const { name, as } of asking) {
      const answer = await stage.ask(method, filled + audit, { as, body });
      if (answer.status < 300) letIn += 1;
      if ([NOTE, ADDRESS, key, '7654321'].some((each) => answer.text.includes(each))) {
        shown.push(`${method} ${filled} ${name}: ${answer.text.slice(0, 200)}`);
      }
    }
  }
  expect(shown).toEqual([]);
  expect(await stands()).toEqual(before);
  // Most get 404; some get what is their own.
  expect(letIn).toBeGreaterThan(60);
});

test('a key of another branch finds no ticket', async () => {
  const before = await stands();
  for (const { as, is } of asking) {
    if (!['host', 'advisor', 'supervisor'].includes(is ?? '')) continue;
    const found = await stage.ask('POST', '/api/branches/1/tickets/find', { as, body: { key } });
    expect([found.status, found.body]).toEqual([200, []]);
  }
  expect(await stands()).toEqual(before);
});
