import { defaultSettings } from '../../../../src/app/domain/model/settings';
import { customersMayIssue } from '../../../../src/app/domain/rules/issue';
import { Branch, configWith, experienced, MINUTE, only, T0, types } from '../support/branch';

const issue = (queue: string, more: object = {}) =>
  ({ type: 'IssueTicket', ticket: 'x', queue, lane: 'general', language: 'es', ...more }) as const;

describe('issuing a ticket', () => {
  test("gives number, day, due by the queue's target, position and a promise", () => {
    const branch = new Branch(experienced()).signOn('ana', '1');
    expect(branch.do(issue('empresas', { customer: 'c1' }))).toEqual([
      {
        type: 'TicketIssued',
        ticket: 'x',
        number: 'E01',
        n: 1,
        queue: 'empresas',
        lane: 'general',
        day: '2026-03-10',
        due: T0 + 10 * MINUTE,
        language: 'es',
        customer: 'c1',
        position: 1,
        estimate: { minutes: 0, low: 0, high: 1 },
        foretold: expect.objectContaining({ seconds: expect.any(Number), step: 0 }),
        approaching: true,
      },
    ]);
    expect(branch.ticket('x')).toEqual({
      id: 'x',
      number: 'E01',
      queue: 'empresas',
      lane: 'general',
      state: 'waiting',
      seq: 2,
      day: '2026-03-10',
      issuedAt: T0,
      due: T0 + 10 * MINUTE,
      defers: 0,
      customer: 'c1',
      language: 'es',
      recalls: 0,
      told: true,
      promised: { minutes: 0, low: 0, high: 1 },
      foretold: expect.objectContaining({ seconds: expect.any(Number), step: 0 }),
    });
  });

  test('numbers count per queue, with two digits at least, and go past 99', () => {
    const branch = new Branch().signOn('ana', '1');
    for (let n = 0; n < 99; n += 1) branch.issue('caja');
    expect(branch.ticket(branch.issue('caja')).number).toBe('C100');
    expect(branch.ticket(branch.issue('gerencia')).number).toBe('G01');
  });

  test('both lanes share one series of numbers', () => {
    const branch = new Branch().signOn('ana', '1');
    expect(
      [branch.issue('caja'), branch.issue('caja', 'preferential'), branch.issue('caja')].map(
        (id) => branch.ticket(id).number,
      ),
    ).toEqual(['C01', 'C02', 'C03']);
  });

  test('approaching is reported at issue only while the line is short', () => {
    const branch = new Branch(configWith({ approaching: { position: 3, lowMinutes: 10 } })).signOn(
      'ana',
      '1',
      ['personal-banker'],
    );
    const told = Array.from(
      { length: 6 },
      () => branch.ticket(branch.issue('personal-banker')).told,
    );
    expect(told).toEqual([true, true, true, false, false, false]);
  });

  test('a low estimate also counts as near', () => {
    const near = configWith({ approaching: { position: 1, lowMinutes: 10 } });
    const branch = new Branch(experienced(near)).signOn('ana', '1', ['caja']);
    const told = Array.from({ length: 30 }, () => branch.ticket(branch.issue('caja')).told);
    expect(told.slice(0, 4)).toEqual([true, true, true, true]);
    expect(told.at(-1)).toBe(false);
  });

  test('an unattended queue warns, or is refused where the branch says so', () => {
    const branch = new Branch().signOn('ana', '1', ['caja']);
    expect(only(branch.decide(issue('gerencia')), 'TicketIssued')[0].unattended).toBe(true);
    branch.configure(configWith({ unattendedQueue: 'refuse' }));
    expect(branch.refusal(issue('gerencia'))).toMatchObject({
      kind: 'conflict',
      code: 'queue_unattended',
      fields: [{ field: 'queue', got: 'gerencia' }],
    });
    branch.do({ type: 'SetAdvisor', advisor: 'ana', state: 'paused', serves: [] });
    expect(branch.refusal(issue('caja')).code).toBe('queue_unattended');
  });

  test('an unknown queue is refused with the list of queues', () => {
    expect(new Branch().refusal(issue('vip'))).toMatchObject({
      kind: 'invalid',
      code: 'unknown_queue',
      fields: [
        { field: 'queue', got: 'vip', wants: 'one of caja, personal-banker, empresas, gerencia' },
      ],
    });
  });

  test('a closed queue is refused', () => {
    const branch = new Branch(configWith({}, { caja: { open: false } }));
    expect(branch.refusal(issue('caja'))).toMatchObject({ kind: 'conflict', code: 'queue_closed' });
  });

  test('a closed branch says when it opens', () => {
    const branch = new Branch(configWith({ hours: defaultSettings.hours })).after(5 * 60);
    expect(branch.refusal(issue('caja'))).toMatchObject({
      kind: 'conflict',
      code: 'branch_closed',
      extra: { opensAt: '2026-03-11T12:00:00.000Z' },
    });
    branch.configure(configWith({ hours: {} }));
    expect(branch.refusal(issue('caja')).extra).toEqual({ opensAt: null });
  });
});

describe('one active ticket per person', () => {
  test('a second is refused with number, position and wait of the first only', () => {
    const branch = new Branch(experienced()).signOn('ana', '1', ['caja']);
    for (let n = 0; n < 12; n += 1) branch.issue('caja');
    branch.issue('caja', 'general', { customer: 'c1' });
    branch.issue('caja');
    expect(branch.refusal(issue('gerencia', { customer: 'c1' }))).toMatchObject({
      kind: 'conflict',
      code: 'active_ticket_exists',
      extra: {
        number: 'C13',
        state: 'waiting',
        position: 13,
        estimate: branch.ticket('t13').promised,
        said: { as: 'between', low: 9, high: 25 },
      },
    });
    expect(Object.keys(branch.refusal(issue('gerencia', { customer: 'c1' })).extra)).toEqual([
      'number',
      'state',
      'position',
      'estimate',
      'said',
    ]);
  });

  test('without a rank from the database the loaded front is counted', () => {
    const branch = new Branch().signOn('ana', '1', ['caja']);
    branch.issue('caja');
    const own = branch.issue('caja', 'general', { customer: 'c1' });
    const command = issue('caja', { customer: 'c1' });
    const { activeAhead: _rank, ...slice } = branch.slice(command);
    branch.slice = () => slice;
    expect(slice.activeOfCustomer?.id).toBe(own);
    expect(branch.refusal(command).extra).toMatchObject({ position: 2 });
  });

  test('called and serving count as active, without a position', () => {
    const branch = new Branch().signOn('ana', '1');
    const id = branch.issue('caja', 'general', { customer: 'c1' });
    branch.next('ana');
    expect(branch.refusal(issue('caja', { customer: 'c1' })).extra).toEqual({
      number: 'C01',
      state: 'called',
      position: null,
      estimate: null,
      said: null,
    });
    branch.start(id);
    expect(branch.refusal(issue('caja', { customer: 'c1' })).code).toBe('active_ticket_exists');
    branch.finish(id);
    expect(types(branch.do(issue('caja', { customer: 'c1' })))).toEqual(['TicketIssued']);
  });

  test('anonymous customers may come as often as they like', () => {
    const branch = new Branch();
    branch.issue('caja');
    expect(types(branch.decide(issue('caja')))).toEqual(['TicketIssued']);
  });
});

describe('which customers a branch serves', () => {
  const rut = issue('caja', { nationalId: 'rut' });
  const passport = issue('caja', { nationalId: 'other' });

  test('everyone, unless it says otherwise', () => {
    for (const command of [issue('caja'), rut, passport]) {
      expect(types(new Branch().decide(command))).toEqual(['TicketIssued']);
    }
  });

  test('only customers with a national ID', () => {
    const branch = new Branch(configWith({ anonymousAllowed: false }));
    expect(types(branch.decide(rut))).toEqual(['TicketIssued']);
    expect(types(branch.decide(passport))).toEqual(['TicketIssued']);
    expect(branch.refusal(issue('caja'))).toMatchObject({
      kind: 'invalid',
      code: 'national_id_required',
      fields: [{ field: 'nationalId', got: null }],
    });
  });

  test('only RUTs; none at all where that is allowed', () => {
    const branch = new Branch(configWith({ otherIdsAllowed: false }));
    expect(types(branch.decide(rut))).toEqual(['TicketIssued']);
    expect(types(branch.decide(issue('caja')))).toEqual(['TicketIssued']);
    expect(branch.refusal(passport)).toMatchObject({
      kind: 'invalid',
      code: 'rut_required',
      fields: [{ field: 'nationalId', got: 'another document' }],
    });
  });

  test('the national ID is checked first: other faults are reported afterwards', () => {
    const branch = new Branch(configWith({ anonymousAllowed: false, hours: {} }));
    expect(branch.refusal(issue('vip')).code).toBe('national_id_required');
    expect(branch.refusal(issue('vip', { nationalId: 'rut' })).code).toBe('unknown_queue');
  });

  test('customers take tickets from the page only where the branch allows it', () => {
    expect(customersMayIssue(configWith().settings)).toBe(false);
    expect(customersMayIssue(configWith({ customerIssueAllowed: true }).settings)).toBe(true);
  });
});
