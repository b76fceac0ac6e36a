import { defaultSettings } from '../../../../src/app/domain/model/settings';
import { Ticket } from '../../../../src/app/domain/model/ticket';
import { floorView } from '../../../../src/app/domain/views/project';
import { settingGroups, valueAt, withValue } from '../../../../src/app/pages/admin/settings-list';
import { dayByHour, hoursShown } from '../../../../src/app/pages/supervisor/day-figures';
import {
  byNeed,
  minutesToTarget,
  shareInTarget,
} from '../../../../src/app/pages/supervisor/queue-figures';
import { adminEsCL } from '../../../../src/app/texts/admin-es-CL';
import { emptyFloor } from '../../domain/support/empty-floor';

const zone = 'America/Santiago';
const at = (time: string) => Date.parse(`2026-11-24T${time}:00-03:00`);
const iso = (time: string) => new Date(at(time)).toISOString();

test('a day by the hour: arrivals, mean waits, occupancy with services split at the hour', () => {
  const columns = [
    'day',
    'queue',
    'number',
    'lane',
    'state',
    'issued',
    'called',
    'started',
    'ended',
    'counter',
    'advisor',
  ];
  const row = (
    issued: string,
    called: string | null,
    started: string | null,
    ended: string | null,
    state = 'served',
  ) => [
    '2026-11-24',
    'caja',
    'C01',
    'general',
    state,
    iso(issued),
    called && iso(called),
    started && iso(started),
    ended && iso(ended),
    '1',
    'ana',
  ];
  const report = {
    columns,
    asOf: '2026-11-24T14:15:00.000Z',
    rows: [
      row('09:10', '09:20', '09:50', '10:20'),
      row('09:40', '10:00', null, null, 'no-show'),
      row('10:30', null, null, null, 'waiting'),
      row('11:00', '11:00', '11:00', null, 'serving'),
    ],
  };
  const day = dayByHour(report, '2026-11-24', zone, at('11:15'));
  expect(day.arrivals[9]).toBe(2);
  expect(day.waits[9]).toBe(10);
  expect(day.waits[10]).toBe(20);
  expect(day.occupancy[9]).toBeCloseTo(10 / 50); // the day began at ten past
  expect(day.occupancy[10]).toBeCloseTo(20 / 60);
  expect(day.occupancy[11]).toBe(1); // so far
  expect(day.occupancy[12]).toBeUndefined();
  const over = { ...report, rows: report.rows.slice(0, 3) };
  expect(
    dayByHour(over, '2026-11-24', zone, at('11:15') + 24 * 3_600_000).occupancy[10],
  ).toBeCloseTo(20 / 30); // yesterday: to its last ticket
  expect(
    dayByHour(report, '2026-11-23', zone, at('11:15')).arrivals.every((count) => count === 0),
  ).toBe(true);
  expect(hoursShown([day], 11)).toEqual({ from: 9, to: 16 });
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
