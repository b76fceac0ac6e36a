import { Branch, configWith, staff, types } from '../support/branch';

const me = (state: 'available' | 'paused' | 'offline', more: object = {}) =>
  ({ type: 'SetAdvisor', advisor: 'ana', state, serves: ['caja'], ...more }) as const;

describe('pause or leave after this one', () => {
  const serving = (assignment: 'automatic' | 'on-demand') => {
    const branch = new Branch(configWith({ assignment })).signOn('ana', '1', ['caja']);
    branch.issue();
    branch.issue();
    if (assignment === 'on-demand') branch.next('ana');
    branch.start('t1');
    return branch;
  };

  test.each(['automatic', 'on-demand'] as const)('%s: nobody is called in between', (mode) => {
    const branch = serving(mode);
    const asked = me('paused', { afterThis: true, reason: 'lunch' });
    expect(branch.do(asked, staff('ana'))).toEqual([
      { type: 'AdvisorPlanned', advisor: 'ana', plan: { to: 'paused', reason: 'lunch' } },
    ]);
    expect(branch.do(asked, staff('ana'))).toEqual([]);
    expect(branch.whole.advisors.ana.state).toBe('busy');
    expect(types(branch.finish('t1', mode === 'on-demand'))).toEqual([
      'ServiceFinished',
      'AdvisorStateChanged',
    ]);
    expect(branch.whole.advisors.ana).toMatchObject({
      state: 'paused',
      reason: 'lunch',
      counter: '1',
    });
    expect(branch.whole.advisors.ana.plan).toBeUndefined();
    expect(branch.ticket('t2').state).toBe('waiting');
  });

  test.each(['Return', 'Transfer', 'NoShow', 'Cancel'] as const)('also after %s', (type) => {
    const branch = new Branch(configWith({ assignment: 'automatic' })).signOn('ana', '1', ['caja']);
    branch.issue();
    branch.do(me('offline', { afterThis: true }), staff('ana'));
    branch.do({
      type,
      ticket: 't1',
      by: { staff: 'ana', supervises: false },
      queue: 'gerencia',
      because: 'staff',
    } as never);
    expect(branch.whole.advisors.ana.state).toBe('offline');
  });

  test('is taken back, and happens at once without a ticket', () => {
    const branch = serving('automatic');
    branch.do(me('offline', { afterThis: true }), staff('ana'));
    expect(branch.do(me('available', { afterThis: true }), staff('ana'))).toEqual([
      { type: 'AdvisorPlanned', advisor: 'ana' },
    ]);
    branch.finish('t1');
    expect(branch.whole.advisors.ana).toMatchObject({ state: 'busy', ticket: 't2' });
    branch.start('t2');
    branch.finish('t2');
    branch.do(me('paused', { afterThis: true }), staff('ana'));
    expect(branch.whole.advisors.ana.state).toBe('paused');
  });
});

describe('what others do for an advisor', () => {
  test('an advisor whose console is silent is not made available', () => {
    const branch = new Branch().signOn('ana', '1');
    branch.do(me('paused'), staff('ana'));
    const available = me('available', { counter: '1' });
    const tryAs = (who: string) => () => branch.decide(available, staff(who));
    expect(tryAs('boss')).toThrow(
      expect.objectContaining({ kind: 'conflict', code: 'console_silent' }) as Error,
    );
    expect(tryAs('ana')).not.toThrow();
    branch.seen('ana');
    expect(tryAs('boss')).not.toThrow();
    branch.after(1.1);
    expect(tryAs('boss')).toThrow();
  });

  test('being asked back is a message, not a state', () => {
    const branch = new Branch().signOn('ana', '1');
    branch.issue();
    branch.do(me('paused'), staff('ana'));
    const ask = { type: 'AskAdvisor', advisor: 'ana', what: 'come-back', by: 'boss' } as const;
    expect(branch.do(ask, staff('boss'))).toEqual([
      { type: 'AdvisorAsked', advisor: 'ana', what: 'come-back', by: 'boss' },
    ]);
    expect(branch.whole.advisors.ana).toMatchObject({
      state: 'paused',
      asked: { what: 'come-back', by: 'boss', at: branch.now },
    });
    branch.do(me('available'), staff('ana'));
    expect(branch.whole.advisors.ana.asked).toBeUndefined();
    expect(branch.refusal(ask).code).toBe('already_so');
    expect(branch.refusal({ ...ask, advisor: 'eva' }).code).toBe('unknown_advisor');
  });

  test('dismissed while serving: off the floor, counter free, customer back in line', () => {
    const branch = new Branch().signOn('ana', '1', ['caja']);
    branch.issue();
    branch.next('ana');
    branch.start('t1');
    expect(branch.do({ type: 'DismissAdvisor', advisor: 'ana' }, staff('admin'))).toMatchObject([
      { type: 'TicketReturned', ticket: 't1', was: 'serving', because: 'advisor-gone' },
      { type: 'AdvisorStateChanged', to: 'offline', reason: 'dismissed' },
    ]);
    expect(branch.whole.advisors.ana.counter).toBeUndefined();
    expect(branch.do({ type: 'DismissAdvisor', advisor: 'ana' })).toEqual([]);
    branch.signOn('eva', '1', ['caja']);
    expect(branch.next('eva')).toBe('t1');
  });

  test('on duty at one branch at a time', () => {
    const elsewhere = { dutyElsewhere: { branch: '2', name: 'Ñuñoa' } };
    expect(
      new Branch().refusal(me('available', { counter: '1', existing: elsewhere })),
    ).toMatchObject({
      kind: 'conflict',
      code: 'on_duty_elsewhere',
      extra: { branch: '2', name: 'Ñuñoa' },
    });
  });
});
