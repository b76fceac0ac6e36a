import { Branch, configWith, types } from '../support/branch';

describe('an advisor whose console is silent', () => {
  const waiting = () => new Branch().signOn('ana', '1').seen('ana');

  test("is paused after the branch's limit, as long as any console is heard", () => {
    const branch = waiting();
    expect(branch.after(1).tick(true)).toEqual([]);
    branch.after(0.1);
    expect(branch.tick(false)).toEqual([]);
    expect(branch.tick(true)).toMatchObject([
      {
        type: 'AdvisorStateChanged',
        advisor: 'ana',
        from: 'available',
        to: 'paused',
        reason: 'absent',
        counter: '1',
        automatic: true,
      },
    ]);
    expect(branch.tick(true)).toEqual([]);
  });

  test('is not paused where the branch disables it, nor while heard', () => {
    expect(
      waiting()
        .configure(configWith({ pauseAbsent: false }))
        .after(60)
        .tick(true),
    ).toEqual([]);
    expect(waiting().after(60).seen('ana').tick(true)).toEqual([]);
  });

  test('the silence of a console never heard from counts from signing on', () => {
    const branch = new Branch().signOn('ana', '1');
    expect(branch.after(1).tick(true)).toEqual([]);
    expect(types(branch.after(1).tick(true))).toEqual(['AdvisorStateChanged']);
  });

  test('a called ticket returns to the line, or to someone else under automatic', () => {
    const branch = new Branch(
      configWith({ assignment: 'automatic', recalls: { times: 9, everySeconds: 600 } }),
    ).signOn('ana', '1');
    branch.issue();
    branch.after(2).signOn('eva', '2').seen('eva');
    expect(branch.tick(true)).toMatchObject([
      {
        type: 'TicketReturned',
        ticket: 't1',
        advisor: 'ana',
        was: 'called',
        because: 'advisor-gone',
      },
      {
        type: 'AdvisorStateChanged',
        advisor: 'ana',
        from: 'available',
        to: 'paused',
        reason: 'absent',
      },
      { type: 'TicketCalled', ticket: 't1', advisor: 'eva', again: true },
    ]);
  });

  test('while serving, there is one alert and no pause', () => {
    const branch = waiting();
    branch.issue();
    branch.next('ana');
    branch.start('t1');
    expect(branch.after(5).tick(true)).toMatchObject([
      {
        type: 'AlertRaised',
        alert: {
          id: `console-silent:ana:${branch.now}`,
          kind: 'console-silent',
          subject: 'ana',
          value: 5,
          threshold: 1,
          action: { do: 'finish', ticket: 't1' },
        },
      },
    ]);
    expect(branch.after(1).tick(true)).toEqual([]);
    expect(branch.whole.advisors.ana.state).toBe('busy');
  });
});
