import { Branch, MINUTE, T0, types } from '../support/branch';

const set = (state: 'available' | 'paused' | 'offline', more: object = {}, advisor = 'ana') =>
  ({ type: 'SetAdvisor', advisor, state, serves: ['caja', 'empresas'], ...more }) as const;

describe('coming on duty', () => {
  test('at a counter, with the queues they are configured for', () => {
    const branch = new Branch();
    expect(branch.do(set('available', { counter: '3' }))).toEqual([
      {
        type: 'AdvisorStateChanged',
        advisor: 'ana',
        from: 'offline',
        to: 'available',
        counter: '3',
        queues: ['caja', 'empresas'],
        automatic: false,
      },
    ]);
    expect(branch.whole.advisors.ana).toEqual({
      id: 'ana',
      state: 'available',
      counter: '3',
      queues: ['caja', 'empresas'],
      since: T0,
      served: 0,
      handedOn: 0,
      services: 0,
      serviceMs: 0,
      dutyMs: 0,
      onDutySince: T0,
      idleSince: T0,
      unanswered: 0,
    });
  });

  test('an advisor who may no longer serve here is refused, also through a supervisor', () => {
    const branch = new Branch().signOn('eva', '2');
    const ended = { counter: '3', existing: { dutyEnded: true } };
    const codeFor = (id: string) => {
      try {
        return branch.decide(set('available', ended), { kind: 'staff', id });
      } catch (error) {
        return (error as { readonly code?: string }).code;
      }
    };
    expect(codeFor('ana')).toBe('account_changed');
    expect(codeFor('sup')).toBe('unknown_advisor');
  });

  test('asking again changes nothing; another counter is a move', () => {
    const branch = new Branch().signOn('ana', '3');
    expect(branch.do(set('available'))).toEqual([]);
    expect(branch.do(set('available', { counter: '3' }))).toEqual([]);
    expect(branch.after(1).do(set('available', { counter: '4' }))).toMatchObject([
      { from: 'available', to: 'available', counter: '4' },
    ]);
    expect(branch.whole.advisors.ana).toMatchObject({
      since: T0,
      idleSince: T0,
      onDutySince: T0,
      counter: '4',
    });
  });

  test('a counter is required, must exist, and must be free', () => {
    const branch = new Branch().signOn('eva', '2');
    expect(branch.refusal(set('available'))).toMatchObject({
      kind: 'invalid',
      code: 'counter_required',
      fields: [{ field: 'counter', wants: 'one of 1, 2, 3, 4, 5' }],
    });
    expect(branch.refusal(set('available', { counter: '7' }))).toMatchObject({
      kind: 'missing',
      code: 'unknown_counter',
    });
    expect(branch.refusal(set('available', { counter: '2' }))).toMatchObject({
      kind: 'conflict',
      code: 'counter_taken',
      extra: { advisor: 'eva' },
    });
  });

  test("a counter stays through the advisor's own pause; a forced one or leaving frees it", () => {
    const branch = new Branch().signOn('eva', '2');
    branch.do(set('paused', { reason: 'coffee' }, 'eva'));
    expect(branch.refusal(set('available', { counter: '2' })).code).toBe('counter_taken');
    branch.do(set('available', {}, 'eva'));
    expect(branch.whole.advisors.eva.counter).toBe('2');
    branch.after(5).tick(true);
    expect(branch.whole.advisors.eva).toMatchObject({ state: 'paused', reason: 'absent' });
    branch.do(set('available', { counter: '2' }));
    expect(branch.refusal(set('available', {}, 'eva')).code).toBe('counter_taken');
    branch.do(set('offline'));
    expect(types(branch.do(set('available', {}, 'eva')))).toEqual(['AdvisorStateChanged']);
  });

  test('without a queue of this branch there is nothing to serve', () => {
    expect(
      new Branch().refusal(set('available', { counter: '1', serves: ['elsewhere'] })),
    ).toMatchObject({ kind: 'conflict', code: 'no_queues' });
  });

  test('without a queue here an advisor cannot come, pause or leave', () => {
    for (const state of ['available', 'paused', 'offline'] as const) {
      expect(new Branch().refusal(set(state, { counter: '1', serves: [] }))).toMatchObject({
        kind: 'forbidden',
        code: 'serves_no_queue',
        fields: [{ field: 'branch', got: '1' }],
      });
    }
  });

  test('queues changed by an administrator apply on coming on duty, not in a pause', () => {
    const branch = new Branch().signOn('ana', '1', ['caja']);
    branch.do(set('paused', { serves: ['empresas'] }));
    branch.do(set('available', { serves: ['empresas'] }));
    expect(branch.whole.advisors.ana.queues).toEqual(['caja']);
    branch.do(set('offline', { serves: ['empresas'] }));
    branch.do(set('available', { counter: '1', serves: ['empresas'] }));
    expect(branch.whole.advisors.ana.queues).toEqual(['empresas']);
  });

  test("a pause cannot take a counter that does not exist or is somebody else's", () => {
    const branch = new Branch().signOn('ana', '1').signOn('eva', '2');
    expect(branch.refusal(set('paused', { counter: '12345678-5' }))).toMatchObject({
      code: 'unknown_counter',
    });
    expect(branch.refusal(set('paused', { counter: '2' }))).toMatchObject({
      code: 'counter_taken',
    });
    branch.do(set('paused', { counter: '3' }));
    expect(branch.whole.advisors.ana.counter).toBe('3');
    // Nor while offline.
    branch.do(set('offline', {}, 'eva'));
    expect(branch.refusal(set('paused', { counter: '3' }, 'eva'))).toMatchObject({
      code: 'counter_taken',
    });
  });

  test('without configured queues they keep the queues they had', () => {
    const branch = new Branch().signOn('ana', '1', ['caja']);
    branch.do(set('offline'));
    branch.do(set('available', { counter: '1', serves: undefined }));
    expect(branch.whole.advisors.ana.queues).toEqual(['caja']);
  });

  test('refused while with a customer', () => {
    const branch = new Branch().signOn('ana', '1');
    branch.issue();
    branch.next('ana');
    expect(branch.refusal(set('available', { counter: '2' }))).toMatchObject({
      kind: 'conflict',
      code: 'advisor_busy',
      extra: { ticket: 't1', number: 'C01' },
    });
  });
});

describe('pausing and leaving', () => {
  test('time on duty adds up, the reason is kept while paused', () => {
    const branch = new Branch().signOn('ana', '1').after(10);
    branch.do(set('paused', { reason: 'lunch' }));
    const { onDutySince, ...paused } = branch.whole.advisors.ana;
    expect(onDutySince).toBeUndefined();
    expect(paused).toMatchObject({
      state: 'paused',
      reason: 'lunch',
      counter: '1',
      dutyMs: 10 * MINUTE,
      since: branch.now,
    });
    branch.after(30).do(set('available'));
    expect(branch.whole.advisors.ana).toMatchObject({
      state: 'available',
      dutyMs: 10 * MINUTE,
      onDutySince: branch.now,
    });
    expect(branch.whole.advisors.ana.reason).toBeUndefined();
    branch.after(5).do(set('offline'));
    expect(branch.whole.advisors.ana).toMatchObject({ state: 'offline', dutyMs: 15 * MINUTE });
    expect(branch.whole.advisors.ana.counter).toBeUndefined();
  });

  test.each(['paused', 'offline'] as const)('%s gives a called ticket back', (state) => {
    const branch = new Branch().signOn('ana', '1');
    branch.issue();
    branch.next('ana');
    expect(branch.do(set(state))).toMatchObject([
      {
        type: 'TicketReturned',
        ticket: 't1',
        was: 'called',
        advisor: 'ana',
        because: 'advisor-gone',
      },
      { type: 'AdvisorStateChanged', from: 'available', to: state },
    ]);
    expect(branch.ticket('t1')).toMatchObject({ state: 'waiting', due: T0 + 20 * MINUTE });
  });

  test.each(['paused', 'offline'] as const)('%s is refused while serving', (state) => {
    const branch = new Branch().signOn('ana', '1');
    branch.issue();
    branch.next('ana');
    branch.start('t1');
    expect(branch.refusal(set(state))).toMatchObject({
      kind: 'conflict',
      code: 'advisor_busy',
      fields: [{ field: 'state', got: state }],
      extra: { number: 'C01' },
    });
  });

  test('an advisor never seen before is already offline', () => {
    expect(new Branch().do(set('offline'))).toEqual([]);
  });
});

describe('queues opened to an advisor for today', () => {
  const give = (queues: string[], advisor = 'ana') =>
    ({ type: 'SetAdvisorQueues', advisor, queues }) as const;

  test('last through a pause and until they sign on again', () => {
    const branch = new Branch().signOn('ana', '1', ['caja']);
    expect(branch.do(give(['caja', 'gerencia']))).toEqual([
      { type: 'AdvisorQueuesChanged', advisor: 'ana', queues: ['caja', 'gerencia'] },
    ]);
    branch.do(set('paused'));
    branch.do(set('available'));
    expect(branch.whole.advisors.ana.queues).toEqual(['caja', 'gerencia']);
    branch.do(set('offline'));
    branch.do(set('available', { counter: '1' }));
    expect(branch.whole.advisors.ana.queues).toEqual(['caja', 'empresas']);
  });

  test('the same queues again change nothing', () => {
    expect(
      new Branch().signOn('ana', '1', ['caja', 'empresas']).do(give(['empresas', 'caja', 'caja'])),
    ).toEqual([]);
  });

  test('unknown advisor, unknown queue, no queue', () => {
    const branch = new Branch().signOn('ana', '1');
    expect(branch.refusal(give(['caja'], 'eva'))).toMatchObject({
      kind: 'missing',
      code: 'unknown_advisor',
    });
    expect(branch.refusal(give(['vip']))).toMatchObject({
      kind: 'invalid',
      code: 'unknown_queue',
      fields: [{ field: 'queues', got: 'vip' }],
    });
    expect(branch.refusal(give([]))).toMatchObject({ kind: 'invalid', code: 'no_queues' });
  });
});
