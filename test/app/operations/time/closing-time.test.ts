import { openStage, Stage } from '../../http/stage';
import { branchOne, SYSTEM } from './branch-one';

/** The end of a branch's day, with a clock set by the test. */

let stage: Stage;
let now = Date.parse('2026-03-09T13:00:00Z');
beforeAll(async () => {
  stage = await openStage({ clock: () => now });
});
afterAll(() => stage?.close());

const { settingsAre, issue, states, at } = branchOne(
  () => stage,
  (time) => (now = time),
);
const alertsOf = async (subject: string) =>
  (await stage.app.operations.listAlerts('1', true))
    .filter((alert) => alert.subject === subject)
    .map(({ kind }) => kind)
    .sort();

describe('closing time', () => {
  const hours = {
    2: [
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '18:00' },
    ],
  };
  const tuesday = (time: string) => `2027-11-16T${time}:00Z`; // Santiago is 3 hours behind
  const closing = { lastTicketMinutes: 15, beyondEstimate: 'issue', line: 'cancel' } as const;

  test('the last ticket: before the day closes, not before the break at noon', async () => {
    now = Date.parse(tuesday('14:50'));
    await settingsAre({ hours, closing });
    expect(await issue()).toMatch(/^C/);
    now = Date.parse(tuesday('20:44'));
    expect(await issue()).toMatch(/^C/);
    now = Date.parse(tuesday('20:45'));
    expect(await stage.app.operations.readKiosk('1')).toMatchObject({
      open: false,
      lastTicketGiven: true,
    });
    await expect(issue()).rejects.toMatchObject({ code: 'last_ticket_given' });
  });

  test('customers in line stay over noon, and are cancelled when the day closes', async () => {
    now = Date.parse('2027-11-23T14:50:00Z');
    await settingsAre({ hours, closing });
    const number = await issue();
    await at('2027-11-23T15:30:00Z');
    expect(await states(number)).toEqual(['waiting']);
    await at('2027-11-23T20:59:00Z');
    expect(await states(number)).toEqual(['waiting']);
    await at('2027-11-23T21:00:11Z');
    expect(await states(number)).toEqual(['cancelled']);
  });

  test('or they are served until the last advisor has left', async () => {
    now = Date.parse('2027-11-30T20:00:00Z');
    await settingsAre({ hours, closing: { ...closing, line: 'serve' } });
    const asked = { branch: '1', actor: SYSTEM };
    const ana = { advisor: 'advisor-1', counter: '1' } as const;
    await stage.app.operations.setAdvisor(asked, { ...ana, state: 'available' });
    const number = await issue();
    await at('2027-11-30T21:30:00Z');
    expect(await states(number)).toEqual(['waiting']);
    expect(await alertsOf('caja')).toEqual([]);
    await at('2027-11-30T21:30:08Z');
    expect(await alertsOf('caja')).toEqual([]);
    await at('2027-11-30T21:30:16Z');
    expect(await alertsOf('caja')).toEqual(['line-past-closing', 'target-passed']);
    await stage.app.operations.setAdvisor(asked, { ...ana, state: 'offline' });
    await at('2027-11-30T21:33:00Z');
    expect(await states(number)).toEqual(['waiting']);
    await at('2027-11-30T21:36:00Z');
    expect(await states(number)).toEqual(['cancelled']);
  });

  test('a turn after closing is warned of, or refused; announced once certain', async () => {
    now = Date.parse('2027-12-07T17:00:00Z');
    await settingsAre({ hours, closing });
    const asked = { branch: '1', actor: SYSTEM };
    await stage.app.operations.setAdvisor(asked, {
      advisor: 'advisor-1',
      counter: '1',
      state: 'available',
    });
    const given = { queue: 'caja', lane: 'general', language: 'es' } as const;
    const warned = async () =>
      (await stage.app.operations.issueTicket(asked, given)).answer.warning;
    expect(await warned()).toBe(null);
    now = Date.parse('2027-12-07T20:40:00Z');
    for (let n = 0; n < 11; n += 1) await issue();
    expect(await warned()).toBe('may_miss_closing');
    for (let n = 0; n < 9; n += 1) await issue();
    await settingsAre({ hours, closing: { ...closing, beyondEstimate: 'refuse' } });
    await expect(issue()).rejects.toMatchObject({
      code: 'turn_after_closing',
      extra: { closesAt: '2027-12-07T21:00:00.000Z' },
    });
    await at('2027-12-07T20:56:00Z');
    const told = async () => {
      const { floor } = await stage.app.operations.readFloor('1');
      return Object.values(floor.tickets).filter((each) => each.pastClosing).length;
    };
    const first = await told();
    expect(first).toBeGreaterThan(0);
    await at('2027-12-07T20:56:09Z');
    expect(await told()).toBeGreaterThanOrEqual(first);
  });
});

describe('a day that ends as the branch closes', () => {
  const hours = { 5: [{ from: '22:00', to: '02:00' }] };
  const asked = { branch: '1', actor: SYSTEM };
  const ana = { advisor: 'advisor-1', counter: '1' } as const;
  // Santiago is 3 hours behind
  const inside = async (line: 'serve' | 'cancel', saturday: string) => {
    now = Date.parse(`${saturday}T02:00:00Z`);
    await settingsAre({
      hours,
      recalls: { times: 9, everySeconds: 900 },
      closing: { lastTicketMinutes: 0, beyondEstimate: 'issue', line },
    });
    await stage.app.operations.setAdvisor(asked, { ...ana, state: 'available' });
    await at(`${saturday}T02:00:10Z`);
    const numbers = [await issue(), await issue()];
    await stage.app.operations.callNext(asked, ana);
    await at(`${saturday}T05:00:01Z`);
    return numbers;
  };

  test('customers inside are served; a forgotten ticket is closed after three hours', async () => {
    const [first, second] = await inside('serve', '2027-12-18');
    expect(await states(first, second)).toEqual(['called', 'waiting']);
    await at('2027-12-18T07:59:59Z');
    expect(await states(first, second)).toEqual(['called', 'waiting']);
    await at('2027-12-18T08:00:02Z');
    await expect(states(first)).rejects.toThrow();
    await expect(states(second)).rejects.toThrow();
  });

  test('where the line is cancelled at closing, a called customer is still served', async () => {
    const [first, second] = await inside('cancel', '2027-12-25');
    expect(await states(first)).toEqual(['called']);
    // The day has not ended: the customer at the counter still belongs to it.
    expect(await states(second)).toEqual(['cancelled']);
  });
});
