import { z } from 'zod';
import { accentFault, brandFault, logoFault } from '../domain/model/face';
import { bilingual, id, Sent, text, utcOffsets, Wire, words } from './common';
import { assignment, lineAtClosing, ordering, queueIcon } from './enums';
import { learned } from './learned';
import { closures, date, dates, hours, reason, time, zone } from './opening';
import { outcomes } from './outcomes';
import { sign } from './signs';

/** What a branch may choose, and the names behind a branch's ids. */

const share = z.number().min(0, 'a share from 0 to 1').max(1, 'a share from 0 to 1');
const count = (most: number) =>
  z.number().int('a whole number').min(0, 'not below 0').max(most, `at most ${most}`);
const closing = z.strictObject({
  lastTicketMinutes: count(240),
  beyondEstimate: z.enum(['issue', 'refuse'], 'issue or refuse'),
  line: lineAtClosing,
});

const recalls = z.strictObject({
  times: count(10),
  everySeconds: z.number().int().min(10, 'at least 10 seconds').max(900, 'at most 900 seconds'),
});
const approaching = z.strictObject({ position: count(50), lowMinutes: count(240) });
const wishes = z.strictObject({ minutes: count(240) });
const holds = z.strictObject({ max: count(20) });
const defers = z.strictObject({
  max: count(10),
  minutes: z
    .array(z.number().int().min(1, 'at least 1 minute').max(120, 'at most 120 minutes'))
    .min(1, 'at least one choice')
    .max(6, 'at most 6 choices'),
});
const reopens = z.strictObject({
  max: count(10),
  minutes: z.number().int().min(1, 'at least 1 minute').max(240, 'at most 240 minutes'),
});
const alerts = z.strictObject({
  waiting: count(1000),
  estimateMinutes: count(600),
  offlineMinutes: count(600),
  messageFailures: share,
  estimateError: share,
  openMinutes: count(1440),
  targetMinutes: count(240),
  targetShare: share,
  pauseMinutes: count(600),
});
const directions = z.strictObject({
  address: text(200),
  es: text(1000),
  en: text(1000),
  mapUrl: text(1000).refine(
    (url) =>
      url === '' ||
      z.url({ protocol: /^https$/, hostname: z.regexes.domain }).safeParse(url).success,
    'an https address such as https://maps.example.com/1, or nothing',
  ),
});

const notices = z.strictObject({ es: text(1000), en: text(1000) });

/** The domain says what is wrong, with the nearest legible colour. */
const judged = (fault: (given: string) => string | undefined) =>
  z.string('text').superRefine((given, context) => {
    const message = fault(given);
    if (message) context.addIssue({ code: 'custom', message });
  });
const face = z.strictObject({
  name: text(60),
  logo: judged(logoFault).meta({
    description: 'a PNG as a data: address, at most 24 kB; or empty',
  }),
  brand: judged(brandFault).meta({
    description: '#rrggbb that can be read on light pages, white is written on it; or empty',
  }),
  accent: judged(accentFault).meta({
    description: '#rrggbb that black can be read on, behind what is called; or empty',
  }),
  typeface: z.enum(['own', 'system', 'serif'], 'own, system or serif'),
  es: text(120),
  en: text(120),
});

/** Settings in force: the bank's defaults with the branch's overrides. */
const settings = z.strictObject({
  timeZone: zone,
  dayStartsAt: time,
  hours,
  dates,
  closures,
  closing,
  assignment,
  ordering,
  ticketsPerKiosk: z
    .number()
    .int('a whole number')
    // Less would stop a branch with a busy kiosk.
    .min(600, 'at least 600')
    .max(100_000, 'at most 100000'),
  preferentialRun: z.number().int('a whole number').min(1, 'at least 1').max(20, 'at most 20'),
  anonymousAllowed: z.boolean(),
  otherIdsAllowed: z.boolean(),
  customerIssueAllowed: z.boolean(),
  unattendedQueue: z.enum(['warn', 'refuse'], 'warn or refuse'),
  outOfTurnAllowed: z.boolean(),
  recalls,
  pauseAbsent: z.boolean(),
  absentSeconds: z
    .number()
    .int()
    .min(45, 'at least 45 seconds: consoles are heard every 15')
    .max(3600, 'at most 3600 seconds'),
  approaching,
  wishes,
  holds,
  defers,
  reopens,
  alerts,
  queueOrder: z
    .array(id('a queue'))
    .max(100, 'at most 100 queues')
    .meta({ description: 'as they are offered at kiosk and desk; the others follow' }),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/, 'a language such as es'))
    .min(1, 'at least one language'),
  asksPhone: z.boolean(),
  retentionDays: z.number().int('a whole number').min(1, 'at least 1').max(3650, 'at most 3650'),
  directions,
  region: text(60),
  notices,
  face,
});
/** In force at a branch, with what a supervisor has put on its door. */
const settingsInForce = settings.extend({ sign: sign.optional() });
export type Settings = Wire<typeof settingsInForce>;

/**
 * What the bank or a branch has chosen itself, as it is sent and kept: members left out come from
 * the layer below.
 */
export const overrides = settings
  .extend({
    closing: closing.partial(),
    recalls: recalls.partial(),
    approaching: approaching.partial(),
    wishes: wishes.partial(),
    holds: holds.partial(),
    defers: defers.partial(),
    reopens: reopens.partial(),
    alerts: alerts.partial(),
    directions: directions.partial(),
    notices: notices.partial(),
    face: face.partial(),
  })
  .partial();
export type Overrides = Sent<typeof overrides>;

/** A style sheet or a picture, or the answer that the sheet has not changed. */
export const faceAnswers = { 200: undefined, 304: undefined } as const;
/** A page may ask again under another mark; each is answered with the present state. */
export const faceQuery = z.strictObject({
  v: z
    .string()
    .regex(/^\w{1,32}$/, 'a mark of up to 32 letters or digits')
    .optional(),
});

export const settingsRead = z.object({
  version: z.number(),
  settings: settingsInForce,
  overrides,
});
export type SettingsRead = Wire<typeof settingsRead>;

/** `until` is the last date; without it the closure stands until it is lifted. */
export const closureBody = z
  .strictObject({
    from: date.optional().meta({ description: 'the first date; tomorrow if it is left out' }),
    until: date.optional(),
    reason,
  })
  .refine(
    ({ from, until }) => !from || !until || from <= until,
    'a last date not before the first',
  );
export const closureList = z.object({ closures });

export const holidays = z.object({
  source: z.string(),
  years: z.array(z.number()),
  holidays: z.array(
    z.object({ date: z.string(), es: z.string(), en: z.string(), law: z.string() }),
  ),
});

export const branchBody = z.strictObject({ name: words(200) });
const branch = z
  .object({ id: z.string(), name: z.string(), timeZone: z.string(), utcOffsets })
  .meta({ id: 'Branch' });
export const branchList = z.array(branch);
export type Branch = Wire<typeof branch>;
export const branchSaved = branch.omit({ timeZone: true, utcOffsets: true });

/** In both languages or in none. */
const group = z
  .strictObject({ es: text(60), en: text(60) })
  .check(({ value, issues }) => {
    for (const tongue of ['es', 'en'] as const) {
      if (value[tongue] !== '' || value.es === value.en) continue;
      const message = 'the group in both languages, or in neither';
      issues.push({ code: 'custom', input: value, path: [tongue], message });
    }
  })
  .meta({
    description:
      'what it stands under at a kiosk on which not all queues fit; empty = by itself; left out, ' +
      'what the queue has stays',
  });
export const queueBody = z.strictObject({
  prefix: z.string().regex(/^[A-Z]{1,3}$/, 'one to three capital letters'),
  names: z.strictObject({ es: words(200), en: words(200) }),
  hints: z.strictObject({ es: text(200), en: text(200) }).default({ es: '', en: '' }),
  priority: z
    .number()
    .int()
    .min(1, 'from 1 (last) to 9 (first)')
    .max(9, 'from 1 (last) to 9 (first)')
    .default(1),
  targetMinutes: z.number().positive('more than 0 minutes').max(600, 'at most 600 minutes'),
  averageMinutes: z.number().positive('more than 0 minutes').max(600, 'at most 600 minutes'),
  open: z.boolean().default(true),
  outcomes: outcomes.optional(),
  icon: queueIcon
    .optional()
    .meta({ description: 'its picture at the kiosk; left out, what the queue has stays' }),
  group: group.optional(),
});
export const queue = z
  .object({
    id: z.string(),
    ...queueBody.shape,
    names: bilingual,
    hints: bilingual,
    sign: sign.optional(),
  })
  .meta({ id: 'Queue' });
export type Queue = Wire<typeof queue>;
export const queueList = z.array(queue);

export const counterBody = z.strictObject({ label: words(40) });
export const counter = z.object({ id: z.string(), label: z.string() }).meta({ id: 'Counter' });
export type Counter = Wire<typeof counter>;
export const counterList = z.array(counter);

const queues = z.record(z.string(), queue);
const counters = z.record(z.string(), counter);
const staffNames = z.record(z.string(), z.object({ id: z.string(), firstName: z.string() }));
/** The names behind ids, for staff. */
export const directory = z
  .object({
    branch,
    config: z.object({ settings: settingsInForce, queues, counters, learned: learned.optional() }),
    staff: staffNames,
    former: staffNames.optional().meta({ description: 'Those who have left or moved away' }),
    advisors: z
      .int()
      .optional()
      .meta({ description: 'How many advisors may serve here, on duty or not' }),
  })
  .meta({ id: 'Directory', description: 'What puts names to ids' });
export type Directory = Wire<typeof directory>;
/** Devices see queues and counters only. */
export const deviceDirectory = z
  .object({ branch, config: z.object({ queues, counters }) })
  .meta({ id: 'DeviceDirectory' });

export const branchId = id('a branch');
