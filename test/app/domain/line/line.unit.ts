import {
  position,
  positionAtIssue,
  positions,
  upcoming,
  whoIsNext,
} from '../../../../src/app/domain/line/line';
import { emptyCounts } from '../../../../src/app/domain/model/queue';
import { Lane } from '../../../../src/app/domain/model/ticket';
import { Branch, configWith, only } from '../support/branch';

/** Issues tickets from letters, one per second: `g` and `p` are the lanes of a queue. */
function line(branch: Branch, queue: string, lanes: string): string[] {
  return [...lanes].map((lane) =>
    branch.after(1 / 60).issue(queue, lane === 'p' ? 'preferential' : 'general'),
  );
}

/** The order in which one advisor calls everyone, with the rule of each call. */
function drain(branch: Branch, advisor: string): string[] {
  const order: string[] = [];
  for (;;) {
    const [called] = only(
      branch.do({ type: 'CallNext', advisor, counter: branch.whole.advisors[advisor].counter! }),
      'TicketCalled',
    );
    if (!called) return order;
    order.push(`${called.ticket}:${called.why.rule}`);
    branch.serve(called.ticket);
  }
}

describe('who is next', () => {
  test('within a queue, first come first served', () => {
    const branch = new Branch().signOn('ana', '1');
    line(branch, 'caja', 'gggg');
    expect(drain(branch, 'ana')).toEqual(['t1:due', 't2:due', 't3:due', 't4:due']);
  });

  test('between queues, earliest due: a bounded head start', () => {
    const branch = new Branch().signOn('ana', '1');
    line(branch, 'caja', 'gg'); // due in 20 minutes
    branch.after(14);
    line(branch, 'gerencia', 'g'); // due in 5 minutes: goes first
    branch.after(2);
    line(branch, 'gerencia', 'g'); // due after those of caja: waits its turn
    expect(drain(branch, 'ana')).toEqual(['t3:due', 't1:due', 't2:due', 't4:due']);
  });

  test('the preferential lane first, but a general ticket after three in a row', () => {
    const branch = new Branch().signOn('ana', '1');
    line(branch, 'caja', 'ggppppp');
    expect(drain(branch, 'ana')).toEqual([
      't3:preferential',
      't4:preferential',
      't5:preferential',
      't1:general-turn',
      't6:preferential',
      't7:preferential',
      't2:due',
    ]);
  });

  test('the branch chooses the length of the run', () => {
    const branch = new Branch(configWith({ preferentialRun: 1 })).signOn('ana', '1');
    line(branch, 'caja', 'ggppp');
    expect(drain(branch, 'ana').map((each) => each.split(':')[0])).toEqual([
      't3',
      't1',
      't4',
      't2',
      't5',
    ]);
  });

  test('preferential calls count as a run only while a general ticket is in line', () => {
    const branch = new Branch().signOn('ana', '1');
    line(branch, 'caja', 'ppp');
    [1, 2, 3].forEach(() => branch.serve(branch.next('ana')!));
    expect(branch.whole.queues.caja.run).toBe(0);
    line(branch, 'caja', 'gpppp');
    expect(drain(branch, 'ana').map((each) => each.split(':')[0])).toEqual([
      't5',
      't6',
      't7',
      't4',
      't8',
    ]);
  });

  test('the run belongs to the queue: advisors who share the queue share the run', () => {
    const branch = new Branch()
      .signOn('ana', '1', ['caja', 'empresas'])
      .signOn('eva', '2', ['caja', 'gerencia']);
    line(branch, 'caja', 'g');
    line(branch, 'empresas', 'pp');
    line(branch, 'gerencia', 'pp');
    for (const advisor of ['ana', 'eva', 'ana']) branch.serve(branch.next(advisor)!);
    expect(branch.whole.queues.caja.run).toBe(3);
    expect(branch.next('eva')).toBe('t1');
    expect(branch.whole.queues.caja.run).toBe(0);
  });

  test('strict: by queue priority within each lane, whatever the due', () => {
    const branch = new Branch(configWith({ ordering: 'strict' })).signOn('ana', '1');
    line(branch, 'caja', 'g');
    branch.after(60);
    line(branch, 'gerencia', 'gg');
    line(branch, 'empresas', 'g');
    line(branch, 'caja', 'p');
    expect(drain(branch, 'ana')).toEqual([
      't5:preferential',
      't2:strict',
      't3:strict',
      't4:strict',
      't1:strict',
    ]);
  });

  test('due ordering bounds the wait where strict ordering does not', () => {
    const starved = (ordering: 'due' | 'strict') => {
      const branch = new Branch(configWith({ ordering })).signOn('ana', '1');
      line(branch, 'caja', 'g');
      for (let n = 0; n < 30; n += 1) {
        line(branch.after(2), 'gerencia', 'g');
        branch.serve(branch.next('ana')!);
        if (branch.ticket('t1').state === 'served') return n;
      }
      return Infinity;
    };
    expect(starved('due')).toBeLessThan(10);
    expect(starved('strict')).toBe(Infinity);
  });

  test('deferred tickets are skipped until they are back', () => {
    const branch = new Branch().signOn('ana', '1');
    line(branch, 'caja', 'gg');
    branch.do({ type: 'Defer', ticket: 't1', minutes: 5 });
    expect(
      whoIsNext(branch.whole, branch.whole.advisors.ana, branch.config, branch.now)?.ticket.id,
    ).toBe('t2');
    branch.after(5);
    expect(
      whoIsNext(branch.whole, branch.whole.advisors.ana, branch.config, branch.now)?.ticket.id,
    ).toBe('t1');
  });

  test('an empty line', () => {
    expect(
      whoIsNext(
        new Branch().signOn('ana', '1').whole,
        { ...new Branch().signOn('ana', '1').whole.advisors.ana },
        configWith(),
        0,
      ),
    ).toBeUndefined();
  });

  test('the preview is the ticket that would be called', () => {
    const branch = new Branch().signOn('ana', '1');
    line(branch, 'caja', 'gpgpppp');
    line(branch, 'empresas', 'gpg');
    const coming = upcoming(
      branch.floor,
      branch.whole.advisors.ana,
      branch.config,
      branch.now,
      99,
    ).map(({ ticket, rule }) => `${ticket.id}:${rule}`);
    expect(drain(branch, 'ana')).toEqual(coming);
    expect(coming).toHaveLength(10);
  });

  test('the next few are the first of the whole line', () => {
    const branch = new Branch().signOn('ana', '1');
    line(branch, 'caja', 'ggpgpppg');
    line(branch, 'empresas', 'gpgp');
    const first = (limit: number) =>
      upcoming(branch.floor, branch.whole.advisors.ana, branch.config, branch.now, limit);
    const all = first(99);
    expect(all).toHaveLength(12);
    for (let few = 0; few <= all.length; few += 1) expect(first(few)).toEqual(all.slice(0, few));
  });
});

describe('position', () => {
  const counts = (general: number, preferential: number, run = 0) => ({
    ...emptyCounts('caja'),
    general,
    preferential,
    run,
  });
  const config = configWith();

  test.each<[Lane, number, number, number, number]>([
    // lane, general in line, preferential in line, run, position of a new ticket
    ['general', 0, 0, 0, 1],
    ['general', 4, 0, 0, 5],
    ['general', 0, 2, 0, 3],
    ['general', 0, 9, 0, 4],
    ['general', 1, 9, 0, 8],
    ['general', 0, 9, 2, 2],
    ['general', 0, 9, 3, 1],
    ['preferential', 0, 0, 0, 1],
    ['preferential', 9, 0, 0, 1],
    ['preferential', 9, 2, 0, 3],
    ['preferential', 9, 3, 0, 5],
    ['preferential', 9, 0, 3, 2],
    ['preferential', 1, 7, 0, 9],
  ])(
    'a new %s ticket behind %d general and %d preferential, run %d: %d',
    (lane, general, preferential, run, place) => {
      expect(positionAtIssue(counts(general, preferential, run), lane, config)).toBe(place);
    },
  );

  test('of each ticket within its own queue', () => {
    const branch = new Branch().signOn('ana', '1');
    line(branch, 'caja', 'ggpppp');
    line(branch, 'gerencia', 'gp');
    const all = positions(branch.floor, 'caja', branch.config, branch.now);
    expect(Object.fromEntries(all)).toEqual({ t1: 4, t2: 6, t3: 1, t4: 2, t5: 3, t6: 5 });
    for (const [id, place] of all) {
      expect(position(branch.floor, branch.ticket(id), branch.config, branch.now)).toBe(place);
    }
  });

  test('may rise when a preferential customer arrives; a deferred ticket has none', () => {
    const branch = new Branch();
    const [first] = line(branch, 'caja', 'gg');
    expect(position(branch.floor, branch.ticket(first), branch.config, branch.now)).toBe(1);
    line(branch, 'caja', 'p');
    expect(position(branch.floor, branch.ticket(first), branch.config, branch.now)).toBe(2);
    branch.do({ type: 'Defer', ticket: first, minutes: 5 });
    expect(position(branch.floor, branch.ticket(first), branch.config, branch.now)).toBeUndefined();
    expect(position(branch.floor, branch.ticket('t2'), branch.config, branch.now)).toBe(2);
  });
});
