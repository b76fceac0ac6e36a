import { defaultSettings } from '../../../../src/app/domain/model/settings';
import { Ticket } from '../../../../src/app/domain/model/ticket';
import { floorView } from '../../../../src/app/domain/views/project';
import { settingGroups, valueAt, withValue } from '../../../../src/app/pages/admin/settings-list';
import { arranged, lookOf, Order } from '../../../../src/app/pages/supervisor/branch-order';
import {
  dayByHour,
  hasAny,
  hoursShown,
  scaleEnd,
} from '../../../../src/app/pages/supervisor/day-figures';
import {
  byNeed,
  minutesToTarget,
  shareInTarget,
} from '../../../../src/app/pages/supervisor/queue-figures';
import { adminEsCL } from '../../../../src/app/texts/admin-es-CL';
import type { BranchDay } from '../../../../src/app/wire/floor';
import { emptyFloor } from '../../domain/support/empty-floor';

const zone = 'America/Santiago';
const at = (time: string) => Date.parse(`2026-11-24T${time}:00-03:00`);
const iso = (time: string) => new Date(at(time)).toISOString();

const tickets = (...rows: readonly (readonly [string, string | null, string?])[]) => ({
  columns: ['day', 'queue', 'issued', 'called', 'wait_minutes'],
  asOf: '2026-11-24T14:15:00.000Z',
  rows: rows.map(([issued, called, queue = 'caja']) => [
    '2026-11-24',
    queue,
    iso(issued),
    called && iso(called),
    null,
  ]),
});
const stretches = (...rows: readonly (readonly [string, string, string | null])[]) => ({
  columns: ['day', 'kind', 'advisor', 'began', 'ended'],
  asOf: '2026-11-24T14:15:00.000Z',
  rows: rows.map(([kind, began, ended]) => [
    '2026-11-24',
    kind,
    kind === 'waiting' ? null : 'ana',
    iso(began),
    ended && iso(ended),
  ]),
});

test('a day by the hour: arrivals, mean waits, and how much of duty was serving', () => {
  const reports = {
    tickets: tickets(
      ['09:10', '09:20'],
      ['09:40', '10:00'],
      ['10:30', null, 'empresas'],
      ['11:00', '11:00'],
    ),
    stretches: stretches(
      ['waiting', '09:10', '09:20'],
      ['idle', '09:00', '09:20'],
      ['called', '09:20', '09:50'],
      ['serving', '09:50', '10:20'],
      ['paused', '10:20', '10:50'],
      ['idle', '10:50', '11:00'],
      ['serving', '11:00', null],
    ),
  };
  const of = (which: { day?: string; queue?: string }) =>
    dayByHour(reports, { day: '2026-11-24', zone, now: at('11:15'), ...which });
  const day = of({});
  expect(day.arrivals[9]).toBe(2);
  expect(day.waits[9]).toBe(10);
  expect(day.waits[10]).toBe(20);
  expect(day.occupancy[9]).toBeCloseTo(10 / 60); // free and calling are time on duty
  expect(day.occupancy[10]).toBeCloseTo(20 / 30); // half an hour of pause is not
  expect(day.occupancy[11]).toBe(1); // so far
  expect(day.occupancy[12]).toBeUndefined();
  expect(of({ queue: 'empresas' }).arrivals[9]).toBe(0);
  expect(of({ queue: 'empresas' }).arrivals[10]).toBe(1);
  expect(hasAny(of({ day: '2026-11-23' }))).toBe(false);
  expect(hasAny(day)).toBe(true);
  expect(hoursShown([day], 11)).toEqual({ from: 9, to: 11 });
  expect(hoursShown([of({ day: '2026-11-23' })], 11)).toEqual({ from: 11, to: 11 });
});

test('a scale ends at a round number whose half is round as well', () => {
  expect([0.4, 1, 1.5, 3, 4, 7, 11, 13, 21, 55, 100, 430].map(scaleEnd)).toEqual([
    1, 1, 2, 4, 4, 8, 20, 20, 40, 60, 100, 600,
  ]);
});

test('branches: worst first, by name, by figures; a name is found without its accents', () => {
  const none = { late: 0, alerts: 0, waiting: 0, available: 1, busy: 0, calls: 0, inTarget: 0 };
  const row = (name: string, more: object) =>
    ({ branch: name, name, meanWaitMs: 0, ...none, ...more }) as BranchDay;
  const rows = [
    row('Sur 10', { available: 0 }),
    row('Ñuñoa', { late: 1, calls: 10, inTarget: 9, meanWaitMs: 5 }),
    row('Sur 2', { alerts: 3, waiting: 9 }),
    row('Centro', { late: 4 }),
    row('Árbol', { calls: 10, inTarget: 5, meanWaitMs: 9 }),
  ];
  const names = (order: Order, sought = '') =>
    arranged(rows, sought, order, 'es-CL').map(({ name }) => name);
  expect(names('worst')).toEqual(['Centro', 'Ñuñoa', 'Sur 2', 'Árbol', 'Sur 10']);
  expect(names('name')).toEqual(['Árbol', 'Centro', 'Ñuñoa', 'Sur 2', 'Sur 10']);
  expect(names('waiting')[0]).toBe('Sur 2');
  expect(names('wait').slice(0, 2)).toEqual(['Árbol', 'Ñuñoa']);
  expect(names('target').slice(0, 2)).toEqual(['Árbol', 'Ñuñoa']);
  expect(names('name', ' nunoa ')).toEqual(['Ñuñoa']);
  expect(names('name', 'nothing')).toEqual([]);
});

test('queues past their target come first', () => {
  const config = {
    settings: defaultSettings,
    counters: {},
    queues: Object.fromEntries(
      ['caja', 'empresas'].map((id) => [
        id,
        {
          id,
          prefix: id[0].toUpperCase(),
          names: { es: id, en: id },
          hints: { es: '', en: '' },
          priority: 1,
          targetMinutes: 10,
          averageMinutes: 5,
          open: true,
        },
      ]),
    ),
  };
  const ticket = (id: string, queue: string, due: number): Ticket =>
    ({
      id,
      number: id,
      queue,
      lane: 'general',
      state: 'waiting',
      seq: 1,
      day: '2026-11-24',
      issuedAt: due - 600_000,
      due,
      defers: 0,
      language: 'es',
      recalls: 0,
      told: false,
    }) as Ticket;
  const floor = {
    ...emptyFloor('1', '2026-11-24'),
    tickets: { a: ticket('a', 'empresas', at('10:00')), b: ticket('b', 'caja', at('10:30')) },
  };
  const view = floorView(floor, config, at('10:00'));
  expect(byNeed(view, at('10:05')).map((queue) => queue.id)).toEqual(['empresas', 'caja']);
  expect(minutesToTarget(floor, 'empresas', at('10:05'))).toBe(-5);
  expect(minutesToTarget(floor, 'none', at('10:05'))).toBe(Infinity);
  expect(shareInTarget({ calls: 0, inTarget: 0 })).toBeUndefined();
  expect(shareInTarget({ calls: 4, inTarget: 3 })).toBe(0.75);
});

test('every branch setting has a field, a name and an explanation; no field lacks one', () => {
  const leaves = (tree: object, path = ''): string[] =>
    Object.entries(tree).flatMap(([key, value]) =>
      value !== null &&
      typeof value === 'object' &&
      !Array.isArray(value) &&
      key !== 'hours' &&
      key !== 'dates'
        ? leaves(value, `${path}${key}.`)
        : [path + key],
    );
  const fields = settingGroups.flatMap((group) => group.fields);
  expect(fields.map((field) => field.path).sort()).toEqual(leaves(defaultSettings).sort());
  for (const field of fields) {
    const choices =
      field.as === 'choice'
        ? field.choices.map((choice) => `admin.set.${field.path}.${choice}`)
        : [];
    for (const key of [`admin.set.${field.path}`, `admin.set.${field.path}.help`, ...choices]) {
      expect(Object.keys(adminEsCL)).toContain(key);
    }
  }
});

test('overrides are set and removed at any depth, leaving no empty objects', () => {
  const one = withValue({ ordering: 'due' }, 'alerts.waiting', 9);
  expect(one).toEqual({ ordering: 'due', alerts: { waiting: 9 } });
  expect(valueAt(one, 'alerts.waiting')).toBe(9);
  expect(valueAt(one, 'defers.max')).toBeUndefined();
  expect(withValue(one, 'alerts.waiting', undefined)).toEqual({ ordering: 'due' });
  expect(withValue(one, 'ordering', undefined)).toEqual({ alerts: { waiting: 9 } });
});

test('a branch where somebody waits and nobody serves does not look well', () => {
  const look = (row: Partial<BranchDay>) =>
    lookOf({ late: 0, alerts: 0, waiting: 0, available: 0, busy: 0, ...row } as BranchDay);
  expect(look({ waiting: 2 })).toBe('alone');
  expect(look({ waiting: 2, busy: 1 })).toBe('well');
  expect(look({})).toBe('nobody');
  expect(look({ waiting: 2, alerts: 1 })).toBe('alerts');
  expect(look({ waiting: 2, alerts: 1, late: 1 })).toBe('late');
});
