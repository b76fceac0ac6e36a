import { Briefing } from '../../../../src/app/domain/model/briefing';
import { defaultSettings } from '../../../../src/app/domain/model/settings';
import { afterDay, Lesson } from '../../../../src/app/domain/plan/after-day';
import { knownDay } from '../../../../src/app/domain/plan/day-job';
import { noPlan } from '../../../../src/app/domain/plan/learn-plan';
import { ClosedDay, Visit } from '../../../../src/app/domain/predict/closed-day';
import { coldOf } from '../../../../src/app/domain/predict/foretell';
import { configWith } from '../support/branch';

const HOUR = 3600;
const OPEN = [{ from: '20:00', to: '02:00' }];
/** Open every evening until two in the morning. */
const config = configWith({
  hours: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((each) => [each, OPEN])),
});
const promised = { seconds: 60, lowSeconds: 0, highSeconds: 90, raw: [0, 60, 90] as const, les: 0 };

/** Every four minutes somebody comes to `caja`, where one advisor takes three and a half. */
function night(): ClosedDay {
  const visits: Visit[] = [];
  for (let from = 20 * HOUR; from < 25.5 * HOUR; from += 240) {
    const until = from + (visits.length % 10 ? 20 : 120);
    visits.push({
      queue: 'caja',
      lane: 'general',
      from,
      until,
      call: { advisor: 'ana', ended: until + 210, promised: promised as never },
    });
  }
  return { kind: '20:00-02:00', visits };
}

function nights(count: number): Lesson {
  let known = { body: coldOf(config), plan: noPlan() } as Lesson;
  for (let day = 1; day <= count; day += 1) {
    known = afterDay({
      what: 'learn',
      config,
      day: `2026-03-0${day}`,
      closed: night(),
      known,
      next: { day: `2026-03-0${day + 1}`, roster: [{ id: 'ana', queues: ['caja'] }] },
    });
  }
  return known;
}

test('what was predicted, what came, and no next day before enough days are known', () => {
  const { briefing } = nights(4);
  const { came } = briefing;
  expect(came).toBe(night().visits.length);
  expect(briefing).toMatchObject({ day: '2026-03-04', expected: came, foretold: came });
  expect(briefing.held / briefing.foretold).toBeCloseTo(0.9, 1);
  expect(briefing.within).toBe(1);
  expect(briefing.next).toBeUndefined();
});

test('a day that goes on after midnight is planned to its end', () => {
  const { briefing, plan } = nights(5);
  const { hours, usual } = knownDay(config, plan, '2026-03-06');
  expect(hours).toEqual({ from: 20 * HOUR, to: 26 * HOUR });
  expect(usual).toHaveLength(12);
  expect(usual[10]).toBe(1);
  // customers who came after midnight are learned at that time
  const { quarters } = plan.comers['20:00-02:00'];
  expect(quarters['caja general'].slice(101, 102)[0]).toBeGreaterThan(1);
  expect(briefing.next).toMatchObject({ day: '2026-03-06', planned: false, fromMinute: 1200 });
});

test('a shortfall comes with its remedy', () => {
  const slow = nights(5);
  const strict = {
    ...config,
    queues: { ...config.queues, caja: { ...config.queues.caja, targetMinutes: 0.5 } },
  };
  const { briefing } = afterDay({
    what: 'learn',
    config: strict,
    day: '2026-03-06',
    closed: night(),
    known: slow,
    next: { day: '2026-03-07', roster: [{ id: 'ana', queues: ['caja'] }] },
  });
  const next = (briefing as Required<Briefing>).next;
  expect(next.within).toBeLessThan(defaultSettings.alerts.targetShare);
  expect(next.change).toMatchObject({ what: 'person' });
  expect(next.change!.within).toBeGreaterThan(next.change!.instead);
});
