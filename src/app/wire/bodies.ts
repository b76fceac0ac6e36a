import { z } from 'zod';
import { advisorOnDuty } from './answers';
import { factTypes } from './fact-types';

/**
 * Every request and answer of the API: validators, and the types that pages use. Messages say what
 * is wanted.
 */

const id = (what: string) =>
  z
    .string({ error: `the id of ${what}` })
    .regex(/^[a-z0-9-]{1,40}$/, `the id of ${what}: 1 to 40 small letters, digits or -`);
const words = (most: number) =>
  z
    .string({ error: `text of at most ${most} characters` })
    .trim()
    .min(1, 'some text')
    .max(most, `at most ${most} characters`);
/** May be empty. */
const text = (most: number) =>
  z
    .string({ error: `text of at most ${most} characters` })
    .trim()
    .max(most, `at most ${most} characters`);
const uuid = z.uuid('a UUID');
const instant = z.iso.datetime().nullable();
const lane = z.enum(['general', 'preferential'], 'general or preferential');
const language = z.enum(['es', 'en'], 'es or en');
const role = z.enum(
  ['advisor', 'supervisor', 'admin', 'auditor'],
  'advisor, supervisor, admin or auditor',
);
const minutes = z.number('a number of minutes');

export const estimate = z.strictObject({ minutes: z.number(), low: z.number(), high: z.number() });

export const issueBody = z.strictObject({
  queue: id('a queue'),
  nationalId: z
    .string('a RUT, such as 12345678-5')
    .max(40, 'a RUT, such as 12345678-5')
    .optional()
    .meta({
      description: "a RUT, such as 12345678-5, or another country's document, such as AR 30123456",
    }),
  phone: z
    .string('a phone number such as +56912345678')
    .regex(/^\+[1-9]\d{7,14}$/, 'a phone number with its country code, such as +56912345678')
    .optional(),
  lane: lane.default('general'),
  language: language.default('es'),
});
export const issuedTicket = z.strictObject({
  id: uuid,
  number: z.string(),
  queue: z.string(),
  lane,
  state: z.string(),
  position: z.number(),
  estimate: estimate.nullable(),
  issuedAt: z.iso.datetime(),
  due: z.iso.datetime(),
  counter: z.string().nullable(),
  warning: z.string().nullable(),
});
export const issuedBody = z.strictObject({
  ticket: issuedTicket,
  key: z.string(),
  links: z.record(z.string(), z.string()),
});
export type Issued = z.infer<typeof issuedBody>;

export const deferBody = z.strictObject({
  minutes: minutes
    .int('whole minutes')
    .positive('more than 0 minutes, as the branch offers: 5, 10 or 15'),
});
export const feedbackBody = z.strictObject({
  score: z
    .number('a score from 1 to 5')
    .int('a whole score')
    .min(1, 'a score from 1 to 5')
    .max(5, 'a score from 1 to 5'),
  remark: words(1000).optional(),
});
export const printedBody = z.strictObject({
  ok: z.boolean('true or false').default(true),
  reason: words(200).optional(),
});
export const reprintBody = z.strictObject({ reason: words(200).optional() });
export const callBody = z.strictObject({ ticket: uuid, reason: words(200) });
export const printBody = z.strictObject({
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'the code of a language, such as es')
    .default('es'),
  again: z
    .boolean('true or false')
    .default(false)
    .meta({ description: 'The first paper did not come out' }),
  printer: id('a printer of the branch').optional(),
});
export const finishBody = z
  .strictObject({ next: z.boolean('true or false').default(false) })
  .optional();
export const transferBody = z.strictObject({ queue: id('a queue'), reason: words(200).optional() });
export const advisorBody = z.strictObject({
  state: z.enum(['available', 'paused', 'offline'], 'available, paused or offline'),
  counter: id('a counter').optional(),
  reason: words(200).optional(),
});
export const advisorQueuesBody = z.strictObject({
  queues: z.array(id('a queue')).max(50, 'at most 50 queues'),
});

export const staffTicket = z.object({
  id: uuid,
  number: z.string(),
  queue: z.string(),
  lane,
  state: z.string(),
  counter: z.string().nullable(),
  advisor: z.string().nullable(),
  issuedAt: instant,
  due: instant,
  deferredUntil: instant,
  calledAt: instant,
  startedAt: instant,
  endedAt: instant,
  recalls: z.number(),
});
export const why = z.object({
  rule: z.string(),
  due: instant,
  waited: z.number(),
  overtook: z.number(),
  overtookMore: z.boolean(),
  assignment: z.string(),
  reason: z.string().optional(),
});
export const calledBody = z.object({ ticket: staffTicket, why });
export const onDutyBody = z.object({
  advisor: advisorOnDuty,
  called: staffTicket.nullable(),
  why: why.nullable(),
});
export const advisorSetBody = z.object({ advisor: advisorOnDuty });
export const ticketBody = z.object({ ticket: staffTicket });
export const finishedBody = z.object({
  finished: staffTicket,
  next: staffTicket.nullable(),
  why: why.nullable(),
});

export const ticketView = z.object({
  id: uuid,
  number: z.string(),
  queue: z.string(),
  lane,
  state: z.string(),
  language,
  position: z.number().nullable(),
  estimate: estimate.nullable(),
  counter: z.string().nullable(),
  issuedAt: z.iso.datetime(),
  due: z.iso.datetime(),
  deferredUntil: instant,
  calledAt: instant,
  endedAt: instant,
  defersLeft: z.number(),
  deferMinutes: z.array(z.number()),
  recalls: z.number(),
  openCounters: z.number(),
});
export const recordedBody = z.object({ recorded: z.boolean() });
export const reprintedBody = z.object({
  ticket: ticketView,
  key: z.string(),
  links: z.record(z.string(), z.string()),
});
const bothNames = z.object({ es: z.string(), en: z.string() });
export const printJobBody = z.object({
  job: z
    .object({
      id: uuid,
      printer: z.string(),
      state: z
        .enum(['queued', 'printing', 'printed', 'failed', 'unconfirmed'])
        .meta({ description: 'unconfirmed: the printer took it and never said that it printed' }),
      reason: z
        .enum([
          'no-paper',
          'paper-jam',
          'cover-open',
          'offline',
          'late',
          'printer-error',
          'not-understood',
          'not-fetched',
        ])
        .nullable(),
    })
    .nullable(),
});
export const myBody = z.object({
  ticket: ticketView,
  branch: z.object({
    id: z.string(),
    name: z.string(),
    timeZone: z.string(),
    directions: z
      .object({ address: z.string(), es: z.string(), en: z.string(), mapUrl: z.string() })
      .nullable()
      .meta({
        description: 'where it is and how to get there; null when the branch says nothing of it',
      }),
  }),
  queue: z.object({ id: z.string(), names: bothNames }).nullable(),
  links: z.record(z.string(), z.string()),
  now: z.iso.datetime(),
});
/** State and position only; staff get its id too, to act on it. */
export const foundTicket = z.object({
  id: uuid.optional(),
  lane: lane.optional(),
  number: z.string(),
  queue: z.string(),
  state: z.string(),
  position: z.number().nullable(),
  counter: z.string().nullable(),
  deferredUntil: instant,
});

export const signInBody = z.strictObject({
  username: z.string('a username').min(1, 'a username').max(200, 'a username'),
  password: z.string('a password').min(1, 'a password').max(1000, 'a password'),
});
export const firstAdminBody = z.strictObject({
  code: z.string('the code of the deployment').max(500),
  username: words(100),
  password: z.string().min(12, 'at least 12 characters').max(1000, 'at most 1000 characters'),
  firstName: words(60).default('Admin'),
});
const staffShown = z.object({ id: z.string(), username: z.string(), firstName: z.string(), role });
const branchShown = z.object({ id: z.string(), name: z.string() });
export const signedInBody = z.object({
  token: z.string(),
  staff: staffShown,
  branches: z.array(branchShown),
});
export const whoBody = z.object({
  staff: staffShown.nullable(),
  branches: z.array(branchShown),
  queues: z.record(z.string(), z.array(z.string())),
  devices: z.array(z.object({ id: z.string(), kind: z.string(), branch: z.string() })),
});
export const enrolBody = z.strictObject({
  code: z.string('an enrolment code').min(4, 'an enrolment code').max(200, 'an enrolment code'),
});
export const enrolledBody = z.object({
  token: z.string(),
  device: z.object({ id: z.string(), kind: z.string(), branch: z.string(), label: z.string() }),
});
export const nationalIdBody = z.strictObject({
  nationalId: z.string('a RUT, such as 12345678-5').max(40, 'a RUT, such as 12345678-5'),
});

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time as HH:MM');
const share = z.number().min(0, 'a share from 0 to 1').max(1, 'a share from 0 to 1');
const count = (most: number) =>
  z.number().int('a whole number').min(0, 'not below 0').max(most, `at most ${most}`);
const zone = z.string().refine((name) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}, 'a time zone of the IANA list, such as America/Santiago');

/**
 * The one validator of settings, for bank defaults and branch overrides alike: what is left out is
 * taken from the layer below.
 */
export const settingsBody = z
  .strictObject({
    timeZone: zone,
    dayStartsAt: time,
    hours: z.union(
      [
        z.literal('always'),
        z.partialRecord(
          z.enum(['1', '2', '3', '4', '5', '6', '7']),
          z
            .array(
              z
                .strictObject({ from: time, to: time })
                .refine(({ from, to }) => from < to, 'an end after its beginning'),
            )
            .max(4, 'at most 4 spans a day'),
        ),
      ],
      'always, or for each weekday 1 (Monday) to 7 a list of {from, to}',
    ),
    assignment: z.enum(['automatic', 'on-demand'], 'automatic or on-demand'),
    ordering: z.enum(['due', 'strict'], 'due or strict (strict has no bound on waiting)'),
    preferentialRun: z.number().int('a whole number').min(1, 'at least 1').max(20, 'at most 20'),
    anonymousAllowed: z.boolean(),
    otherIdsAllowed: z.boolean(),
    customerIssueAllowed: z.boolean(),
    unattendedQueue: z.enum(['warn', 'refuse'], 'warn or refuse'),
    outOfTurnAllowed: z.boolean(),
    recalls: z
      .strictObject({
        times: count(10),
        everySeconds: z
          .number()
          .int()
          .min(10, 'at least 10 seconds')
          .max(900, 'at most 900 seconds'),
      })
      .partial(),
    pauseAbsent: z.boolean(),
    absentSeconds: z
      .number()
      .int()
      .min(45, 'at least 45 seconds: consoles are heard every 15')
      .max(3600, 'at most 3600 seconds'),
    approaching: z.strictObject({ position: count(50), lowMinutes: count(240) }).partial(),
    defers: z
      .strictObject({
        max: count(10),
        minutes: z
          .array(z.number().int().min(1, 'at least 1 minute').max(120, 'at most 120 minutes'))
          .min(1, 'at least one choice')
          .max(6, 'at most 6 choices'),
      })
      .partial(),
    alerts: z
      .strictObject({
        waiting: count(1000),
        estimateMinutes: count(600),
        offlineMinutes: count(600),
        messageFailures: share,
        estimateError: share,
        openMinutes: count(1440),
      })
      .partial(),
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/, 'a language such as es'))
      .min(1, 'at least one language'),
    asksPhone: z.boolean(),
    directions: z
      .strictObject({
        address: text(200),
        es: text(1000),
        en: text(1000),
        mapUrl: text(1000).refine(
          (url) =>
            url === '' ||
            z.url({ protocol: /^https$/, hostname: z.regexes.domain }).safeParse(url).success,
          'an https address such as https://maps.example.com/1, or nothing',
        ),
      })
      .partial(),
  })
  .partial();

const bilingual = (most: number) => z.strictObject({ es: words(most), en: words(most) });
export const branchBody = z.strictObject({ name: words(200) });
export const queueBody = z.strictObject({
  prefix: z.string().regex(/^[A-Z]{1,3}$/, 'one to three capital letters'),
  names: bilingual(200),
  hints: z
    .strictObject({ es: z.string().max(200), en: z.string().max(200) })
    .default({ es: '', en: '' }),
  priority: z
    .number()
    .int()
    .min(1, 'from 1 (last) to 9 (first)')
    .max(9, 'from 1 (last) to 9 (first)')
    .default(1),
  targetMinutes: z.number().positive('more than 0 minutes').max(600, 'at most 600 minutes'),
  averageMinutes: z.number().positive('more than 0 minutes').max(600, 'at most 600 minutes'),
  open: z.boolean().default(true),
});
export const counterBody = z.strictObject({ label: words(40) });
export const staffBody = z.strictObject({
  username: words(100),
  firstName: words(200),
  role,
  branches: z.union([z.literal('all'), z.array(id('a branch'))], 'all, or a list of branch ids'),
  active: z.boolean().default(true),
  queues: z.record(z.string(), z.array(id('a queue'))).default({}),
  password: z
    .string()
    .min(8, 'at least 8 characters')
    .max(1000, 'at most 1000 characters')
    .optional(),
});
export const deviceBody = z.strictObject({
  kind: z.enum(['kiosk', 'display', 'printer'], 'kiosk, display or printer'),
  branch: id('a branch'),
  label: words(200),
  revoked: z.boolean().default(false),
  newCode: z.boolean().default(true),
  codeOpen: z
    .boolean()
    .optional()
    .meta({ description: 'as it was read: it may be sent back, and changes nothing' }),
});
export const deviceAnswer = z.object({ id: z.string(), code: z.string().nullable() });
export const webhookBody = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'an http or https URL' }).max(2000),
  types: z
    .array(z.enum(factTypes, `one of ${factTypes.join(', ')}`))
    .min(1, 'at least one event type')
    .max(50, 'at most 50'),
  branch: id('a branch').optional(),
  secret: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, 'whsec_ and 24 to 64 bytes in base64')
    .optional(),
  active: z.boolean().default(true),
});

export const pageQuery = z.strictObject({
  after: z.coerce.number('a sequence number').int().min(0, 'a sequence number').default(0),
  limit: z.coerce.number('1 to 1000').int().min(1, '1 to 1000').max(1000, '1 to 1000').default(200),
});
export const ticketsQuery = z.strictObject({
  queue: id('a queue').optional(),
  state: z
    .enum(
      ['waiting', 'called', 'serving', 'served', 'no-show', 'cancelled'],
      'waiting, called, serving, served, no-show or cancelled',
    )
    .optional(),
  number: z
    .string()
    .regex(/^[A-Za-z0-9]{1,10}$/, 'a number such as C01')
    .optional(),
  limit: z.coerce.number('1 to 1000').int().min(1, '1 to 1000').max(1000, '1 to 1000').default(100),
});
export const alertsQuery = z.strictObject({
  open: z.enum(['true', 'false'], 'true or false').default('true'),
});
const YEAR_MS = 366 * 86_400_000;
export const reportQuery = z
  .strictObject({ from: z.iso.date('a day as YYYY-MM-DD'), to: z.iso.date('a day as YYYY-MM-DD') })
  .refine(({ from, to }) => from <= to, {
    path: ['from'],
    error: 'the same day as to, or one before it',
  })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= YEAR_MS, {
    path: ['to'],
    error: 'a day within a year of from',
  });
export const devicesQuery = z.strictObject({ branch: id('a branch').optional() });
