import { randomUUID } from 'node:crypto';
import { Answer } from '../stage';
import { advisor, branch, idOf, kiosk, stage, walk } from './stage';

/** The desk: hosts find, move, cancel and take back tickets that nobody serves yet. */

const numbers = ({ body }: Answer) =>
  (body as unknown as readonly { number: string }[]).map(({ number }) => number);

test('the desk finds a ticket by person and by code, moves it and cancels it', async () => {
  const host = await stage.staff('host-1');
  const issued = await walk(
    'POST',
    `${branch}/tickets`,
    { as: host, body: { queue: 'caja', nationalId: '11.111.111-1' } },
    201,
  );
  const id = idOf(issued);
  const { number } = issued.body.ticket as { number: string };
  const find = (body: object) => walk('POST', `${branch}/tickets/find`, { as: host, body });
  expect(numbers(await find({ nationalId: 'RUT 11111111-1' }))).toEqual([number]);
  expect(numbers(await find({ key: issued.body.key }))).toEqual([number]);
  expect(numbers(await find({ nationalId: '22.222.222-2' }))).toEqual([]);
  // A key of another branch finds nothing here.
  const elsewhere = await stage.ask('POST', '/api/branches/2/tickets', {
    as: await stage.device('kiosk-2'),
    body: { queue: 'caja' },
  });
  expect(numbers(await find({ key: elsewhere.body.key }))).toEqual([]);

  const body = { queue: 'empresas', lane: 'preferential', reason: 'credential' };
  const moved = await walk('POST', `${branch}/tickets/${id}/move`, { as: host, body });
  expect(moved.body).toMatchObject({
    ticket: { number, queue: 'empresas', lane: 'preferential', state: 'waiting' },
  });
  expect(
    await stage.ask('POST', `${branch}/tickets/${id}/move`, {
      as: host,
      body: { ...body, reason: 'because I say so' },
    }),
  ).toMatchObject({ status: 422, body: { errors: [{ field: 'reason' }] } });
  expect(
    await stage.ask('POST', `${branch}/tickets/${id}/move`, { as: kiosk, body }),
  ).toMatchObject({ status: 403 });
  await stage.ask('POST', `${branch}/tickets/${id}/cancel`, { as: host });
  expect(await stage.ask('POST', `${branch}/tickets/${id}/move`, { as: host, body })).toMatchObject(
    { status: 409, body: { code: 'wrong_state' } },
  );
});

test('a key from staff, issued or printed, shows the ticket and cannot act on it', async () => {
  const host = await stage.staff('host-1');
  const taken = await walk('POST', `${branch}/tickets`, { as: host, body: { queue: 'caja' } }, 201);
  const others = await stage.ticket();
  const again = (as: string) =>
    walk('POST', `${branch}/tickets/${others.id}/reprint`, { as, body: {} });
  const inHand = [
    taken.body,
    ...(await Promise.all([advisor, host].map(again))).map(({ body }) => body),
  ] as unknown as readonly { key: string; acts: boolean; links: { page: string } }[];
  for (const { key, acts, links } of inHand) {
    expect([acts, links.page]).toEqual([false, `${stage.app.url}/t#${key}`]);
    await readsOnly(key);
  }
  // The customer stands at the kiosk that issued it, and at no other.
  expect((await again(kiosk)).body).toMatchObject({ key: others.key, acts: true });
  const spare = await stage.call('PUT /api/devices/:device', {
    params: { device: 'kiosk-beside' },
    as: await stage.staff('admin-1'),
    body: { kind: 'kiosk', branch: '1', label: 'Al lado' },
  });
  const beside = await again(await stage.device(spare.code!));
  expect(beside.body).toMatchObject({ acts: false });
  await readsOnly(String(beside.body.key));
  for (const id of [idOf(taken), others.id]) {
    await stage.ask('POST', `${branch}/tickets/${id}/cancel`, { as: host });
  }
});

/** May look at the ticket, and is refused every change. */
async function readsOnly(key: string) {
  const as = `Ticket ${key}`;
  expect((await walk('GET', '/api/my', { as })).body).toMatchObject({ acts: false });
  for (const [path, body] of [
    ['cancel', undefined],
    ['defer', { minutes: 5 }],
    ['feedback', { score: 5 }],
  ] as const) {
    expect(await stage.ask('POST', `/api/my/${path}`, { as, body })).toMatchObject({
      status: 403,
      body: { code: 'reading_key' },
    });
  }
}

test("the branch's printer prints the customer's own key for the kiosk alone", async () => {
  const { id, key } = await stage.ticket();
  const as = `Basic ${Buffer.from('printer-1:printer-1').toString('base64')}`;
  const papers: string[] = [];
  for (const asking of [kiosk, await stage.staff('host-1')]) {
    const poll = () => walk('POST', '/api/cloudprnt', { as, body: { statusCode: '200%20OK' } });
    await poll();
    await walk('POST', `${branch}/tickets/${id}/print`, { as: asking, body: { again: true } });
    const token = String((await poll()).body.jobToken);
    const paper = await walk('GET', `/api/cloudprnt?token=${token}&type=text/plain`, { as });
    papers.push(paper.text.replace(/\s/g, ''));
    await walk('DELETE', `/api/cloudprnt?token=${token}&code=200%20OK`, { as });
  }
  const onPaper = papers.map((text) => /\/t#([\w-]{23}(?:[\w-]{22})?)/.exec(text)![1]);
  expect(onPaper[0]).toContain(key);
  expect(onPaper[1]).not.toContain(key);
  expect(onPaper[1]).toMatch(/^r/);
  await readsOnly(onPaper[1].slice(0, 45));
  await stage.ask('POST', `${branch}/tickets/${id}/cancel`, { as: advisor });
});

test('a search for a person is in the audit, whether or not somebody was found', async () => {
  const auditor = await stage.staff('auditor-1');
  const { body } = await stage.ask('GET', `${branch}/audit?limit=500`, { as: auditor });
  const looked = JSON.stringify(body).match(/"tickets-of-person"/g) ?? [];
  expect(looked).toHaveLength(2);
  expect(JSON.stringify(body)).not.toMatch(/11111111|22222222/);
});

test('a call for help at a kiosk is on the public view until somebody takes it', async () => {
  const host = await stage.staff('host-1');
  const ask = () => walk('POST', `${branch}/help`, { as: kiosk });
  expect((await ask()).body).toEqual({ asked: true });
  await ask();
  const trouble = async () =>
    (await stage.ask('GET', `${branch}/display`, { as: host })).body.devices as readonly {
      alert: string;
      device: string;
    }[];
  const [call, ...more] = await trouble();
  expect([call.device, more]).toEqual(['kiosk-1', []]);
  const devices = await walk('GET', `${branch}/devices`, { as: host });
  expect(devices.body).toContainEqual(expect.objectContaining({ id: 'kiosk-1', kind: 'kiosk' }));
  expect(await stage.ask('POST', `${branch}/help`, { as: host })).toMatchObject({ status: 403 });
  const take = `${branch}/help/${call.alert}/take`;
  await walk('POST', take, { as: host });
  expect(await trouble()).toEqual([]);
  expect(await stage.ask('POST', take, { as: host })).toMatchObject({
    status: 404,
    body: { code: 'help_taken' },
  });
  const [last] = (
    await stage.ask('GET', `${branch}/alerts?open=false`, { as: await stage.staff('supervisor-1') })
  ).body as unknown as readonly object[];
  expect(last).toMatchObject({
    kind: 'help-asked',
    acknowledgedBy: 'host-1',
    closedAt: expect.any(String),
  });
});

test('a device reports that it is alive, gets orders from afar, and is signed out', async () => {
  const host = await stage.staff('host-1');
  const supervisor = await stage.staff('supervisor-1');
  await walk('PUT', '/api/devices/kiosk-spare', {
    as: await stage.staff('admin-1'),
    body: { kind: 'kiosk', branch: '1', label: 'Tótem de la entrada' },
  }).then(async ({ body }) => {
    const as = await stage.device(body.code as unknown as string);
    const word = (page: string, more: object = {}) =>
      walk('PUT', `${branch}/devices/me`, {
        as,
        body: { page, version: 'B1x_-', cuts: 0, ...more },
      });
    const [one, two] = [randomUUID(), randomUUID()];
    expect((await word(one, { paper: 'ok', rttMs: 20 })).body).toEqual({ order: null });
    await word(two);
    const spare = async () =>
      (
        (await walk('GET', `${branch}/devices`, { as: host })).body as unknown as readonly {
          id: string;
        }[]
      ).find(({ id }) => id === 'kiosk-spare');
    expect(await spare()).toMatchObject({
      pages: 2,
      version: 'B1x_-',
      heardAt: expect.any(String),
    });
    await walk('POST', `${branch}/devices/kiosk-spare/ask`, { as: host, body: { what: 'clean' } });
    // Each page of the device gets the order.
    expect((await word(one)).body).toMatchObject({ order: { what: 'clean' } });
    expect((await word(two)).body).toMatchObject({ order: { what: 'clean' } });
    const refused = (id: string, what: string) =>
      stage.ask('POST', `${branch}/devices/${id}/ask`, { as: host, body: { what } });
    expect(await refused('display-1', 'clean')).toMatchObject({ status: 422 });
    expect(await refused('kiosk-2', 'reload')).toMatchObject({ status: 404 });
    const end = `${branch}/devices/kiosk-spare/sign-out`;
    expect(await stage.ask('POST', end, { as: host })).toMatchObject({ status: 403 });
    await walk('POST', end, { as: supervisor });
    const after = await stage.ask('PUT', `${branch}/devices/me`, {
      as,
      body: { page: one, version: '1', cuts: 0 },
    });
    expect(after.status).toBe(401);
    expect(await spare()).toMatchObject({ revoked: true });
  });
});

test('a host calls nobody and serves nobody', async () => {
  const as = await stage.staff('host-1');
  const { id } = await stage.ticket();
  for (const path of [`counters/1/call-next`, `tickets/${id}/start`, `tickets/${id}/finish`]) {
    expect(await stage.ask('POST', `${branch}/${path}`, { as })).toMatchObject({ status: 403 });
  }
  await stage.ask('POST', `${branch}/tickets/${id}/cancel`, { as: advisor });
});
