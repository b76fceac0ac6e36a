import { rutOf } from '../../../support/rut';
import { Deed, OUTCOMES, QUEUES } from './deeds';
import { Desk, STAFF } from './desk';
import { Dice } from './dice';

/** What an office decides about a line while people stand in it. */
const SETTINGS: Readonly<Record<string, readonly unknown[]>> = {
  assignment: ['automatic', 'on-demand'],
  ordering: ['due', 'strict'],
  preferentialRun: [1, 2, 20],
  unattendedQueue: ['warn', 'refuse'],
  outOfTurnAllowed: [true, false],
  recalls: [
    { times: 0, everySeconds: 10 },
    { times: 2, everySeconds: 30 },
  ],
  wishes: [{ minutes: 0 }, { minutes: 3 }, { minutes: 60 }],
  holds: [{ max: 0 }, { max: 1 }, { max: 3 }],
  defers: [
    { max: 0, minutes: [5] },
    { max: 3, minutes: [5, 10, 15] },
  ],
  reopens: [
    { max: 0, minutes: 10 },
    { max: 2, minutes: 60 },
  ],
  closing: [
    { lastTicketMinutes: 0, beyondEstimate: 'issue', line: 'serve' },
    { lastTicketMinutes: 0, beyondEstimate: 'refuse', line: 'cancel' },
    { lastTicketMinutes: 30, beyondEstimate: 'issue', line: 'cancel' },
  ],
};

const EVERY_DAY = ['1', '2', '3', '4', '5', '6', '7'];
const every = (...spans: readonly { readonly from: string; readonly to: string }[]) =>
  Object.fromEntries(EVERY_DAY.map((day) => [day, spans]));
/** Hours: always open, closing twice a day, and open past midnight. */
const HOURS = [
  'always',
  'always',
  every({ from: '06:00', to: '23:00' }),
  every({ from: '08:00', to: '13:00' }, { from: '14:00', to: '20:00' }),
  every({ from: '20:00', to: '04:00' }),
] as const;

const NONE = { required: false, codes: [] };
const codes = OUTCOMES.map((id) => ({ id, names: { es: `es ${id}`, en: id } }));

/** People who come more than once, and are forgotten in between. */
const PERSONS = [12_345_678, 9_876_543, 7_654_321].map(rutOf);

/** All that an administrator does to a branch while it works. */
export function officeDeeds(desk: Desk, dice: Dice): Readonly<Record<string, Deed>> {
  const asAdmin = (what: string, method: string, path: string, body?: object) =>
    desk.as('admin-1', what, method, path, body);
  const door = () => (dice.chance(0.4) ? '/sign' : `/queues/${dice.of(QUEUES)}/sign`);
  return {
    person: {
      weight: 6,
      does: () => desk.issue(dice.of(QUEUES), { nationalId: dice.of(PERSONS) }),
    },
    erase: {
      weight: 8,
      does: () =>
        asAdmin('erase', 'POST', '/api/customers/erase', { nationalId: dice.of(PERSONS) }),
    },
    rule: {
      weight: 3,
      does: () => {
        const [name, choices] = dice.of(Object.entries(SETTINGS));
        return desk.chooses('admin-1', { [name]: dice.of(choices) });
      },
    },
    'opening hours': {
      weight: 0.7,
      does: () => desk.chooses('admin-1', { hours: dice.of(HOURS) }),
    },
    queue: {
      weight: 2,
      does: () =>
        desk.changes('admin-1', 'queues', dice.of(QUEUES), {
          open: dice.chance(0.8),
          priority: 1 + dice.below(9),
          targetMinutes: dice.of([1, 10, 600]),
        }),
    },
    outcomes: {
      weight: 1.5,
      does: () =>
        desk.changes('admin-1', 'queues', dice.of(QUEUES), {
          outcomes: dice.of([NONE, { required: false, codes }, { required: true, codes }]),
        }),
    },
    sign: {
      weight: 1,
      does: () =>
        desk.as('supervisor-1', 'sign', 'PUT', door(), {
          says: dice.of(['closed', 'closed', 'open']),
          reason: dice.of(['safety', 'systems', 'no-staff']),
          line: dice.of(['serve', 'cancel']),
        }),
    },
    'no sign': {
      weight: 1.5,
      does: () => desk.as('supervisor-1', 'no sign', 'DELETE', door()),
    },
    counter: {
      weight: 1,
      does: () => {
        const id = String(1 + dice.below(3));
        return desk.changes('admin-1', 'counters', id, { label: `${id}${dice.of(['', ' bis'])}` });
      },
    },
    staff: {
      weight: 3,
      does: () => desk.employs(dice.of(STAFF), dice.chance(0.6)),
    },
    feedback: {
      weight: 2,
      does: () => desk.customer('feedback', { score: 1 + dice.below(5) }),
    },
  };
}

/** Days with hours of their own: closed, open all day, or ending after midnight. */
const DATES = Array.from({ length: 12 }, (_, days) =>
  new Date(Date.UTC(2026, 10, 25 + days)).toISOString().slice(0, 10),
);
const SPANS = [
  [],
  [{ from: '20:00', to: '03:00' }],
  [{ from: '00:00', to: '24:00' }],
  [
    { from: '09:00', to: '12:00' },
    { from: '22:00', to: '01:30' },
  ],
] as const;

/** What an administrator enters in the calendar, today and tomorrow included. */
export const calendarDeeds = (desk: Desk, dice: Dice): Readonly<Record<string, Deed>> => ({
  dates: {
    weight: 2,
    does: () =>
      desk.chooses('admin-1', {
        dates: Object.fromEntries(
          DATES.filter(() => dice.chance(0.4)).map((date) => [date, { spans: dice.of(SPANS) }]),
        ),
      }),
  },
  night: { weight: 2, does: async () => desk.after(3600 * (3 + dice.below(4))) },
});
