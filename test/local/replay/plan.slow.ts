import { join } from 'node:path';
import { figuresFromFile } from '../../../src/local/replay/figures-from-file';
import { parseMonth } from '../../../src/local/replay/parse';
import { planMonth } from '../../../src/local/replay/plan';
import { readMonth } from '../../../src/local/replay/read-file';

const support = (name: string) => join(__dirname, '../../support/replay', name);
const planned = async (name: string) => {
  const text = await readMonth(support(name));
  return { plan: planMonth(parseMonth(text, name)), file: figuresFromFile(text) };
};
const at = (time: string) => Date.parse(`1999-01-${time}Z`);

describe('the file with every oddity', () => {
  it('issues when the customer joined, calls and finishes with the recorded service', async () => {
    const { plan } = await planned('oddities.txt');
    const visit = (line: number) => plan.visits.find((each) => each.line === line);
    expect(visit(2)).toEqual({
      line: 2,
      queue: 'rest',
      joins: 'ps',
      lane: 'general',
      issuedAt: at('05T07:00:10'),
      end: {
        how: 'served',
        advisor: 'DANA',
        calledAt: at('05T07:01:00'),
        finishedAt: at('05T07:03:00'),
      },
    });
    expect(visit(3)).toMatchObject({
      lane: 'preferential',
      issuedAt: at('05T07:02:05'),
      end: { calledAt: at('05T07:02:05') },
    }); // no wait
    expect(visit(4)).toMatchObject({
      issuedAt: at('05T08:00:05'),
      end: { how: 'left', at: at('05T08:00:45') },
    });
    expect(visit(5)).toMatchObject({
      issuedAt: at('05T08:01:09'),
      end: { how: 'left', at: at('05T08:01:09') },
    }); // never queued
    // its service times are ignored
    expect(visit(6)).toMatchObject({ end: { how: 'left', at: at('05T08:03:06') } });
    expect(visit(11)).toMatchObject({
      end: { calledAt: at('05T08:20:30'), finishedAt: at('05T08:20:30') },
    }); // a service of zero
    expect(visit(21)).toMatchObject({ queue: 'in', end: { advisor: 'NOGA' } });
    expect(visit(22)).toMatchObject({ queue: 'in', lane: 'preferential' });
  });

  it('continues past midnight', async () => {
    const { plan } = await planned('oddities.txt');
    const visit = (line: number) => plan.visits.find((each) => each.line === line);
    expect(visit(31)).toMatchObject({
      end: { calledAt: at('05T23:58:00'), finishedAt: at('06T00:03:00') },
    });
    expect(visit(32)).toMatchObject({
      issuedAt: at('06T00:00:04'),
      end: { calledAt: at('06T00:00:04'), finishedAt: at('06T00:01:00') },
    });
    expect(visit(33)).toMatchObject({
      issuedAt: at('05T23:59:45'),
      end: { at: at('06T00:00:15') },
    });
    expect(visit(34)).toMatchObject({
      issuedAt: at('06T00:00:01'),
      end: { advisor: 'MOSHE-2', calledAt: at('06T00:00:31') },
    });
  });

  it('gives another advisor to a name that serves two at once, and to NO_SERVER', async () => {
    const { plan } = await planned('oddities.txt');
    const advisor = (line: number) =>
      plan.visits.flatMap(({ line: own, end }) =>
        own === line && end.how === 'served' ? [end.advisor] : [],
      );
    expect([15, 16, 17].flatMap(advisor)).toEqual(['DANA', 'DANA-2', 'DANA-3']);
    expect([13, 14].flatMap(advisor)).toEqual(['NO_SERVER-2', 'NO_SERVER-3']);
    // one starts in the second in which the other ends
    expect([11, 12].flatMap(advisor)).toEqual(['DANA', 'DANA']);
    expect(plan).toMatchObject({ doubled: 3, nameless: 2 });
    expect(plan.advisors.map(({ name }) => name)).toEqual([
      'DANA',
      'DANA-2',
      'DANA-3',
      'DE LA VEGA',
      'MOSHE',
      'MOSHE-2',
      'NOGA',
      'NO_SERVER-2',
      'NO_SERVER-3',
    ]);
    expect(plan.advisors.find(({ name }) => name === 'NOGA')?.queues).toEqual(['in']);
  });

  it('finishes, cancels, issues and calls, in this order within one second', async () => {
    const { plan } = await planned('oddities.txt');
    const within = plan.steps
      .filter((step) => step.at === at('05T11:10:00'))
      .map(({ act, visit }) => [act, visit.line]);
    expect(within).toEqual([
      ['finish', 23],
      ['cancel', 25],
      ['issue', 26],
      ['issue', 27],
      ['cancel', 27],
      ['issue', 28],
      ['call', 24],
      ['call', 28],
    ]);
    const zero = plan.steps
      .filter((step) => step.at === at('05T08:20:30'))
      .map(({ act, visit }) => [act, visit.line]);
    expect(zero).toEqual([
      ['issue', 12],
      ['call', 11],
      ['finish', 11],
      ['call', 12],
    ]);
  });

  it('lists contradictions and counts what is ignored', async () => {
    const { plan, file } = await planned('oddities.txt');
    expect(plan.contradictory).toEqual([
      { line: 8, why: 'served, but without service times' },
      { line: 9, why: 'served, but without service times' },
      { line: 10, why: 'called before it joined the queue' },
      { line: 29, why: 'outcome is BUSY, not AGENT, HANG or PHANTOM' },
      { line: 35, why: 'called before it joined the queue' },
    ]);
    expect(plan.ignored).toEqual([7]);
    expect(file).toMatchObject({
      ignored: 1,
      contradictory: [8, 9, 10, 29, 35],
      skipped: [18, 19, 20],
    });
  });

  it('has the figures worked out by hand', async () => {
    const { file } = await planned('oddities.txt');
    expect(file.figures.in).toEqual({
      issued: 2,
      served: 1,
      abandoned: 1,
      waitTotal: 300,
      waitMean: 300,
      waitP90: 300,
      serviceTotal: 600,
      serviceMean: 600,
      serviceP90: 600,
    });
    expect(file.figures.rest).toMatchObject({
      issued: 27,
      served: 20,
      abandoned: 7,
      waitP90: 59,
      serviceP90: 479,
    });
    expect(file.figures.all).toMatchObject({ issued: 29, served: 21, abandoned: 8 });
    // internet support waits of 50, 28 (zero service), 55, 290, 20, 59, 30, 110 and 300; nobody
    // else waited
    expect(file.figures.all.waitTotal).toBe(942);
  });
});

describe('one weekday of the real month', () => {
  it('is planned as its own figures say', async () => {
    const { plan, file } = await planned('monday-1999-01-18.tsv.gz');
    expect(plan.visits).toHaveLength(1_548);
    expect(plan.ignored).toHaveLength(file.ignored);
    expect(plan.contradictory.map(({ line }) => line)).toEqual(file.contradictory);
    const seconds = { wait: 0, service: 0, served: 0, left: 0 };
    for (const { issuedAt, end } of plan.visits) {
      if (end.how === 'left') {
        seconds.left += 1;
        continue;
      }
      seconds.served += 1;
      seconds.wait += (end.calledAt - issuedAt) / 1000;
      seconds.service += (end.finishedAt - end.calledAt) / 1000;
    }
    const { all } = file.figures;
    expect(seconds).toEqual({
      wait: all.waitTotal,
      service: all.serviceTotal,
      served: all.served,
      left: all.abandoned,
    });
  });

  it('never gives an advisor two customers, nor puts a step before its cause', async () => {
    const { plan } = await planned('monday-1999-01-18.tsv.gz');
    const hands = new Map<string, number>();
    const state = new Map<number, string>();
    let clock = 0;
    for (const { at: now, act, visit } of plan.steps) {
      expect(now).toBeGreaterThanOrEqual(clock);
      clock = now;
      expect(state.get(visit.line)).toBe(
        { issue: undefined, call: 'issue', cancel: 'issue', finish: 'call' }[act],
      );
      state.set(visit.line, act);
      const advisor = visit.end.how === 'served' ? visit.end.advisor : '';
      if (act === 'call') {
        expect(hands.has(advisor)).toBe(false);
        hands.set(advisor, visit.line);
      }
      if (act === 'finish') hands.delete(advisor);
    }
    expect(hands.size).toBe(0);
    expect(
      [...state.values()].filter((last) => last === 'finish' || last === 'cancel'),
    ).toHaveLength(plan.visits.length);
  });
});
