import { rutOf } from '../../support/rut';
import { until } from '../../support/wait';
import { openStage, Stage } from './stage';

/** People who ask for their data learn what happened to their tickets, and why. */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

test('why it was cancelled, how long they waited, who marked them absent', async () => {
  const nationalId = rutOf(9_700_001);
  const [admin, kiosk, advisor] = [
    await stage.staff('admin-1'),
    await stage.device('kiosk-1'),
    await stage.staff('advisor-1'),
  ];
  const take = () =>
    stage.call('POST /api/branches/:branch/tickets', {
      params: { branch: '1' },
      as: kiosk,
      body: { queue: 'caja', nationalId },
    });
  await stage.ask('PUT', '/api/branches/1/advisors/me', {
    as: advisor,
    body: { state: 'available', counter: '1' },
  });
  const missed = (await take()).ticket.id;
  await stage.ask('POST', '/api/branches/1/counters/1/call-next', { as: advisor });
  await stage.ask('POST', `/api/branches/1/tickets/${missed}/no-show`, { as: advisor });
  const waiting = (await take()).ticket.id;
  const closed = await stage.ask('PUT', '/api/branches/1/queues/caja/sign', {
    as: await stage.staff('supervisor-1'),
    body: { says: 'closed', reason: 'other', line: 'cancel' },
  });
  expect([closed.status, closed.text]).toEqual([200, closed.text]);
  const history = async () =>
    (await stage.call('POST /api/customers/export', { as: admin, body: { nationalId } })).history;
  await until(async () => {
    await stage.app.sweep.step(Date.now());
    return (await history()).some(({ what }) => what === 'TicketCancelled');
  }, 'the line is cancelled');
  const told = await history();
  const details = (ticket: string, fact: string) =>
    told.find((each) => each.ticket === ticket && each.what === fact)?.details;
  expect(details(missed, 'TicketCalled')).toMatchObject({ waitMs: expect.any(Number) });
  expect(details(missed, 'TicketMissed')).toMatchObject({ automatic: false });
  expect(details(waiting, 'TicketCancelled')).toMatchObject({
    because: 'closing',
    queueClosed: true,
  });
});
