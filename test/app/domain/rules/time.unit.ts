import { Branch, configWith, hand, MINUTE, only, T0, types } from '../support/branch';

describe('a deferral ends', () => {
  test('on time, by the tick; the customer may be notified again', () => {
    const branch = new Branch();
    const id = branch.issue();
    branch.do({ type: 'Defer', ticket: id, minutes: 5 });
    expect(branch.after(4.99).tick()).toEqual([]);
    expect(branch.after(0.01).tick()).toEqual([
      { type: 'DeferralEnded', ticket: id, queue: 'caja', lane: 'general' },
    ]);
    expect(branch.ticket(id)).toMatchObject({ state: 'waiting', told: false });
    expect(branch.ticket(id).deferredUntil).toBeUndefined();
    expect(branch.whole.queues.caja).toMatchObject({ general: 1, deferred: 0 });
    expect(branch.tick()).toEqual([]);
  });

  test('at most one batch at a time, the earliest first', () => {
    const branch = new Branch();
    for (const minutes of [15, 5, 10]) {
      branch.do({ type: 'Defer', ticket: branch.issue(), minutes });
    }
    branch.after(20);
    expect(branch.do({ type: 'Tick', consolesHeard: false, batch: 2 })).toMatchObject([
      { ticket: 't2' },
      { ticket: 't3' },
    ]);
    expect(branch.do({ type: 'Tick', consolesHeard: false, batch: 2 })).toMatchObject([
      { ticket: 't1' },
    ]);
  });
});

describe('a call that nobody answers', () => {
  const called = () => {
    const branch = new Branch().signOn('ana', '1');
    for (let n = 0; n < 4; n += 1) branch.issue();
    branch.next('ana');
    return branch;
  };

  test('is repeated twice, a minute apart, then it is a no-show', () => {
    const branch = called();
    expect(branch.after(0.99).tick()).toEqual([]);
    expect(branch.after(0.01).tick()).toMatchObject([
      {
        type: 'TicketRecalled',
        ticket: 't1',
        times: 1,
        automatic: true,
        advisor: 'ana',
        counter: '1',
      },
    ]);
    expect(branch.tick()).toEqual([]);
    expect(branch.after(1).tick()).toMatchObject([{ type: 'TicketRecalled', times: 2 }]);
    expect(branch.after(1).tick()).toMatchObject([
      { type: 'TicketMissed', ticket: 't1', automatic: true },
    ]);
    expect(branch.ticket('t1')).toMatchObject({ state: 'no-show', endedAt: branch.now });
    expect(branch.whole.advisors.ana).toMatchObject({ state: 'available', unanswered: 1 });
  });

  test('a manual recall counts and restarts the minute', () => {
    const branch = called().after(0.9);
    branch.do({ type: 'Recall', ticket: 't1', by: hand('ana') });
    expect(branch.after(0.5).tick()).toEqual([]);
    expect(branch.after(0.5).tick()).toMatchObject([{ times: 2 }]);
  });

  test('after an outage the recalls still come one by one', () => {
    const branch = called().after(30);
    expect(types(branch.tick())).toEqual(['TicketRecalled']);
    expect(branch.tick()).toEqual([]);
  });

  test('as the branch has configured it', () => {
    const branch = called().configure(configWith({ recalls: { times: 0, everySeconds: 30 } }));
    expect(types(branch.after(0.5).tick())).toEqual(['TicketMissed']);
  });

  test('two in a row without any action by the advisor pause them and raise an alert', () => {
    const branch = called().configure(
      configWith({ recalls: { times: 0, everySeconds: 60 }, assignment: 'automatic' }),
    );
    expect(types(branch.after(1).tick())).toEqual(['TicketMissed', 'TicketCalled']);
    expect(branch.after(1).tick()).toMatchObject([
      { type: 'TicketMissed', ticket: 't2' },
      {
        type: 'AdvisorStateChanged',
        advisor: 'ana',
        to: 'paused',
        reason: 'unanswered',
        automatic: true,
        counter: '1',
      },
      {
        type: 'AlertRaised',
        alert: {
          kind: 'advisor-unanswered',
          subject: 'ana',
          value: 2,
          threshold: 2,
          action: { do: 'call-back', advisor: 'ana' },
        },
      },
    ]);
    expect(branch.whole.advisors.ana).toMatchObject({ state: 'paused', unanswered: 0 });
  });

  test('anything the advisor does ends the run; what others do does not', () => {
    const branch = called().configure(
      configWith({ recalls: { times: 0, everySeconds: 60 }, assignment: 'automatic' }),
    );
    branch.after(1).tick();
    branch.do(
      { type: 'Recall', ticket: 't2', by: hand('boss', true) },
      { kind: 'staff', id: 'boss' },
    );
    expect(branch.whole.advisors.ana.unanswered).toBe(1);
    branch.do({ type: 'Recall', ticket: 't2', by: hand('ana') }, { kind: 'staff', id: 'ana' });
    expect(branch.whole.advisors.ana.unanswered).toBe(0);
    expect(types(branch.after(1).tick())).toEqual(['TicketMissed', 'TicketCalled']);
  });
});

describe('customers who have come near', () => {
  const candidate = (ticket: string, position: number, low: number) => ({
    ticket,
    position,
    low,
    minutes: low + 2,
    high: low + 5,
  });
  const tell = (...candidates: ReturnType<typeof candidate>[]) =>
    ({ type: 'TellApproaching', candidates }) as const;
  const branch = () => {
    const made = new Branch(configWith({ approaching: { position: 0, lowMinutes: -1 } }));
    for (let n = 0; n < 3; n += 1) made.issue();
    return made.configure(configWith());
  };

  test('by position or by low estimate, once per stretch of waiting', () => {
    const made = branch();
    expect(
      made.do(tell(candidate('t1', 3, 40), candidate('t2', 9, 10), candidate('t3', 4, 11))),
    ).toEqual([
      {
        type: 'TicketApproaching',
        ticket: 't1',
        queue: 'caja',
        position: 3,
        estimate: { minutes: 42, low: 40, high: 45 },
      },
      {
        type: 'TicketApproaching',
        ticket: 't2',
        queue: 'caja',
        position: 9,
        estimate: { minutes: 12, low: 10, high: 15 },
      },
    ]);
    expect(made.do(tell(candidate('t1', 1, 0)))).toEqual([]);
    made.do({ type: 'Defer', ticket: 't1', minutes: 5 });
    expect(made.do(tell(candidate('t1', 1, 0)))).toEqual([]);
    made.after(5).tick();
    expect(types(made.do(tell(candidate('t1', 1, 0))))).toEqual(['TicketApproaching']);
  });

  test('except those called or gone since the measurement', () => {
    const made = branch().signOn('ana', '1');
    made.next('ana');
    made.do({ type: 'Cancel', ticket: 't2', because: 'customer' });
    expect(
      made.do(tell(candidate('t1', 1, 0), candidate('t2', 1, 0), candidate('gone', 1, 0))),
    ).toEqual([]);
  });
});

describe('after a target changed', () => {
  test('waiting tickets get their new due, a batch at a time', () => {
    const branch = new Branch();
    for (let n = 0; n < 5; n += 1) branch.after(1).issue();
    branch.issue('empresas');
    branch.configure(configWith({}, { caja: { targetMinutes: 30 } }));
    const redue = { type: 'Redue', queue: 'caja', batch: 2 } as const;
    expect(branch.do(redue)).toEqual(
      [1, 2].map((n) => ({
        type: 'TicketRedued',
        ticket: `t${n}`,
        queue: 'caja',
        due: T0 + (n + 30) * MINUTE,
      })),
    );
    expect(types(branch.do(redue))).toHaveLength(2);
    expect(types(branch.do(redue))).toHaveLength(1);
    expect(branch.do(redue)).toEqual([]);
    expect(branch.ticket('t6').due).toBe(T0 + 15 * MINUTE);
  });

  test('one transferred after its service started counts from the transfer', () => {
    const branch = new Branch().signOn('ana', '1');
    branch.issue();
    branch.next('ana');
    branch.start('t1');
    branch.after(10).do({ type: 'Transfer', ticket: 't1', by: hand('ana'), queue: 'empresas' });
    branch.configure(configWith({}, { empresas: { targetMinutes: 20 } }));
    expect(branch.do({ type: 'Redue', queue: 'empresas', batch: 10 })).toMatchObject([
      { due: T0 + 30 * MINUTE },
    ]);
    expect(branch.do({ type: 'Redue', queue: 'gone', batch: 10 })).toEqual([]);
  });
});

test('facts that need no decision pass through', () => {
  const facts = [{ type: 'ContactLinked', ticket: 't1', consumer: 'telegram' }] as const;
  expect(new Branch().do({ type: 'Record', facts })).toEqual(facts);
  expect(only(new Branch().do({ type: 'Record', facts }), 'ContactLinked')).toHaveLength(1);
});
