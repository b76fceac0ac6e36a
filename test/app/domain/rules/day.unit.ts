import { Branch, configWith, hand, MINUTE, only, types } from '../support/branch';

const close = (batch = 200, day = '2026-03-10') => ({ type: 'CloseDay', day, batch }) as const;

/** Two waiting (one deferred), one called, one being served, one served; it is the next day. */
function evening(): Branch {
  const branch = new Branch(configWith({ recalls: { times: 9, everySeconds: 99_999 } }))
    .signOn('ana', '1')
    .signOn('eva', '2');
  for (let n = 0; n < 5; n += 1) branch.issue();
  branch.next('ana');
  branch.serve('t1');
  branch.next('ana');
  branch.next('eva');
  branch.start('t3');
  branch.do({ type: 'Defer', ticket: 't5', minutes: 15 });
  return branch.after(14 * 60 + 30);
}

const idle = { general: 0, preferential: 0, deferred: 0, called: 0, serving: 0 };
const fresh = {
  issued: 0,
  served: 0,
  missed: 0,
  cancelled: 0,
  calls: 0,
  waitMs: 0,
  inTarget: 0,
  serviceMs: 0,
  services: 0,
  handedOn: 0,
  held: 0,
};

describe('closing the day', () => {
  test('tickets in service end as served, the rest as cancelled; then the next day opens', () => {
    const branch = evening();
    const facts = branch.do(close());
    expect(facts).toMatchObject([
      { type: 'TicketCancelled', ticket: 't2', was: 'called', advisor: 'ana', because: 'closing' },
      {
        type: 'ServiceFinished',
        ticket: 't3',
        advisor: 'eva',
        closing: true,
        serviceMs: (14 * 60 + 30) * MINUTE,
      },
      {
        type: 'TicketCancelled',
        ticket: 't4',
        was: 'waiting',
        deferred: false,
        because: 'closing',
      },
      { type: 'TicketCancelled', ticket: 't5', was: 'waiting', deferred: true, because: 'closing' },
      { type: 'DayClosed', day: '2026-03-10', served: 2, cancelled: 3 },
      { type: 'DayOpened', day: '2026-03-11' },
    ]);
    expect(facts.some((fact) => 'late' in fact)).toBe(false);
    expect(branch.whole.day).toBe('2026-03-11');
    expect(branch.whole.queues.caja).toMatchObject({ ...idle, ...fresh });
    expect(branch.whole.advisors.ana).toMatchObject({
      state: 'available',
      counter: '1',
      served: 0,
      dutyMs: 0,
      onDutySince: branch.now,
    });
    expect(branch.floor.tickets).toEqual({});
  });

  test('in batches; the day changes with the last', () => {
    const branch = evening();
    expect(types(branch.do(close(2)))).toEqual(['TicketCancelled', 'ServiceFinished']);
    expect(branch.whole.day).toBe('2026-03-10');
    expect(types(branch.do(close(2)))).toEqual([
      'TicketCancelled',
      'TicketCancelled',
      'DayClosed',
      'DayOpened',
    ]);
    expect(branch.do(close(2))).toEqual([]);
  });

  test('a day that is not over is left alone', () => {
    const branch = new Branch();
    branch.issue();
    expect(branch.do(close())).toEqual([]);
    expect(branch.do(close(200, '2026-03-12'))).toEqual([]);
  });

  test('an empty day closes too, and days on which nothing ran are skipped', () => {
    expect(new Branch().after(3 * 24 * 60).do(close())).toEqual([
      { type: 'DayClosed', day: '2026-03-10', served: 0, cancelled: 0 },
      { type: 'DayOpened', day: '2026-03-13' },
    ]);
  });

  test('no-shows are reopened on their own day only, and leave the floor with it', () => {
    const branch = evening();
    branch.do({ type: 'NoShow', ticket: 't2', by: hand('ana') });
    expect(Object.keys(branch.floor.tickets)).toContain('t2');
    branch.do(close());
    expect(branch.floor.tickets).toEqual({});
    expect(branch.refusal({ type: 'Reopen', ticket: 't2', by: hand('ana') }).code).toBe(
      'wrong_day',
    );
  });

  test('with automatic assignment nobody is called in between', () => {
    const branch = evening().configure(configWith({ assignment: 'automatic' }));
    expect(only(branch.do(close(2)), 'TicketCalled')).toEqual([]);
  });

  test("with automatic assignment the new day's calls begin once the old day is closed", () => {
    const branch = evening();
    branch.issue();
    branch.configure(configWith({ assignment: 'automatic' }));
    branch.do(close());
    expect(branch.ticket('t6').state).toBe('waiting');
    expect(types(branch.do(close()))).toEqual(['TicketCalled']);
  });
});

describe('a ticket issued before the sweep has closed the old day', () => {
  test('opens its own day and is its first', () => {
    const branch = evening();
    expect(
      branch.do({
        type: 'IssueTicket',
        ticket: 'x',
        queue: 'caja',
        lane: 'general',
        language: 'es',
      }),
    ).toMatchObject([
      { type: 'DayClosed', day: '2026-03-10', served: 1, cancelled: 0 },
      { type: 'DayOpened', day: '2026-03-11' },
      { type: 'TicketIssued', ticket: 'x', number: 'C01', n: 1, day: '2026-03-11', position: 2 },
    ]);
    expect(branch.ticket(branch.issue()).number).toBe('C02');
  });

  test('tickets left open by the old day are closed late and not counted in the new one', () => {
    const branch = evening();
    branch.issue();
    const facts = branch.do(close());
    expect(types(facts)).toEqual([
      'TicketCancelled',
      'ServiceFinished',
      'TicketCancelled',
      'TicketCancelled',
    ]);
    expect(facts.every((fact) => 'late' in fact && fact.late)).toBe(true);
    expect(branch.whole.queues.caja).toEqual({
      id: 'caja',
      ...idle,
      ...fresh,
      run: 0,
      general: 1,
      issued: 1,
      // What was learned from the old day's calls stays.
      calibration: expect.objectContaining({ calls: 3 }),
    });
    expect(branch.ticket('t6').state).toBe('waiting');
    expect(branch.do(close())).toEqual([]);
  });

  test("the day does not go back when the branch's clock does", () => {
    const branch = new Branch(configWith({ timeZone: 'Pacific/Auckland' }), '2026-03-11');
    branch.issue();
    branch.configure(configWith({ timeZone: 'America/Santiago' }));
    expect(branch.ticket(branch.issue())).toMatchObject({ day: '2026-03-11', number: 'C02' });
  });

  test('a branch that never had a day opens its first', () => {
    expect(
      types(
        new Branch(configWith(), '').do({
          type: 'IssueTicket',
          ticket: 'x',
          queue: 'caja',
          lane: 'general',
          language: 'es',
        }),
      ),
    ).toEqual(['DayOpened', 'TicketIssued']);
  });
});

describe('a date that changes in an open branch', () => {
  const cancelled = (branch: Branch) => only(branch.do(close()), 'TicketCancelled');

  test.each([
    ['as one span', { 2: [{ from: '09:00', to: '02:00' }] }],
    ['as two', { 2: [{ from: '09:00', to: '24:00' }], 3: [{ from: '00:00', to: '02:00' }] }],
  ])('hours over midnight %s: the line stays until closing, then ends', (_name, hours) => {
    const branch = new Branch(configWith({ hours }));
    branch.after(13 * 60 + 50).issue();
    expect(branch.after(11).do(close())).toEqual([]);
    expect(branch.ticket(branch.issue())).toMatchObject({ day: '2026-03-10', number: 'C02' });
    expect(branch.after(118).do(close())).toEqual([]);
    expect(cancelled(branch.after(1))).toHaveLength(2);
  });

  test('always open: the day changes, customers stay in line, and no number is given twice', () => {
    const branch = new Branch(configWith({ hours: 'always' })).signOn('ana', '1');
    branch.after(13 * 60 + 50);
    for (let n = 0; n < 3; n += 1) branch.issue();
    branch.next('ana');
    branch.start('t1');
    expect(types(branch.after(11).do(close()))).toEqual(['DayClosed', 'DayOpened']);
    expect(branch.do(close())).toEqual([]);
    expect(['t1', 't2', 't3'].map((id) => branch.ticket(id).state)).toEqual([
      'serving',
      'waiting',
      'waiting',
    ]);
    expect(branch.ticket(branch.issue())).toMatchObject({ day: '2026-03-11', number: 'C04' });
    branch.do({ type: 'Finish', ticket: 't1', by: hand('ana'), next: false });
    expect(branch.next('ana')).toBe('t2');
    expect(branch.ticket(branch.issue('empresas')).number).toBe('E01');
  });

  test('always open: if a ticket opens the day first, the line still stays', () => {
    const branch = new Branch(configWith({ hours: 'always' }));
    branch.after(13 * 60 + 50).issue();
    expect(branch.after(11).ticket(branch.issue())).toMatchObject({
      day: '2026-03-11',
      number: 'C02',
    });
    expect(branch.do(close())).toEqual([]);
    expect(branch.ticket('t1').state).toBe('waiting');
  });
});
