import { z } from 'zod';
import { flag, instant, uuid, Wire, words } from './common';
import { deviceKind, role } from './enums';

/** Signing in, and enrolling a device. */

const staff = z.object({ id: z.string(), username: z.string(), firstName: z.string(), role });
const branches = z.array(z.object({ id: z.string(), name: z.string() }));
const device = z.object({
  id: z.string(),
  kind: deviceKind,
  branch: z.string(),
  label: z.string(),
});
export type EnrolledDevice = Wire<typeof device>;

const signInBody = z.strictObject({
  username: z.string('a username').min(1, 'a username').max(200, 'a username'),
  password: z.string('a password').min(1, 'a password').max(1000, 'a password'),
});
const firstAdminBody = z.strictObject({
  code: z.string('the code of the deployment').max(500),
  username: words(100),
  password: z.string().min(12, 'at least 12 characters').max(1000, 'at most 1000 characters'),
  firstName: words(60).default('Admin'),
});
const adminLinkBody = z.strictObject({
  link: z.string('the link that an operator made').min(1).max(2000),
  password: z.string().min(12, 'at least 12 characters').max(1000, 'at most 1000 characters'),
});
export const signedIn = z.object({ token: z.string(), staff, branches });
export type SignedIn = Wire<typeof signedIn>;

/** What is answered when a correct password is not enough, as `secondStep` of the problem. */
const secondStep = z.object({
  next: z.enum(['code', 'enrol']),
  step: z.string().meta({ description: 'goes with the code; it is not a session' }),
  until: instant,
  app: flag.meta({ description: 'by the code of an app; a recovery code works as well' }),
  passkeys: flag.meta({ description: 'by a passkey: POST /api/sessions/passkey/ask' }),
});
export type SecondStep = Wire<typeof secondStep>;
const step = z.string('the step that a right password opened').min(1).max(2000);
const code = z
  .string('a code')
  .min(6, 'six digits, or a recovery code')
  .max(40, 'six digits, or a recovery code');
const offered = z.string('the offer that came with the secret').min(1).max(2000);
const stepBody = z.strictObject({ step });
const codeBody = z.strictObject({ step, code });
const enrolStepBody = z.strictObject({ step, offer: offered, code });
const enrolFactorBody = z.strictObject({ offer: offered, code });
const offer = z.object({
  offer: z.string().meta({ description: 'comes back with the code' }),
  secret: z.string().meta({ description: 'in base 32; shown once' }),
  uri: z.string().meta({ description: 'what the QR code says: otpauth://totp/…' }),
  until: instant,
});
export type Offer = Wire<typeof offer>;
export const recoveryCodes = z
  .array(z.string())
  .meta({ description: 'each signs in once, in place of a code; shown once' });
const withRecovery = z.object({ recoveryCodes });
const secondFactor = z.object({
  enrolledAt: instant.nullable().meta({ description: 'null: there is none' }),
  app: flag.meta({ description: 'by the codes of an app' }),
  passkeys: z.number().meta({ description: 'how many there are' }),
  recoveryCodes: z.number().meta({ description: 'how many are left' }),
  required: flag.meta({ description: 'whether the bank requires it of my role' }),
  endedAt: instant.nullable().meta({ description: 'when the last one ended' }),
  endedBecause: z
    .enum(['self', 'reset', 'left'])
    .nullable()
    .meta({ description: 'by oneself, by an administrator, or with the account' }),
});
export type OwnSecondFactor = Wire<typeof secondFactor>;
const proofBody = z.strictObject({
  password: z.string('your password').min(1, 'your password').max(1000, 'your password'),
  code: code.optional().meta({ description: 'with a second factor' }),
});
const proved = z.object({ until: instant });
const ruledRole = z.enum(['supervisor', 'admin', 'auditor'], 'supervisor, admin or auditor');
const requiredOf = z
  .array(ruledRole)
  .meta({ description: 'roles that need one, from the next sign-in on' });
const secondFactors = z.object({
  requiredOf,
  enrolled: z.array(
    z.object({
      staff: z.string(),
      enrolledAt: instant,
      recoveryCodes: z.number(),
      app: flag,
      passkeys: z.number(),
    }),
  ),
});
export type SecondFactors = Wire<typeof secondFactors>;
const ruleBody = z.strictObject({ role: ruledRole, required: z.boolean('true or false') });

/** Who this browser is: a member of the staff, devices, or both. */
const who = z.object({
  staff: staff.nullable(),
  branches,
  queues: z.record(z.string(), z.array(z.string())),
  devices: z.array(device.omit({ label: true })),
});

const sessionLeft = z.object({
  leftMs: z
    .number()
    .int()
    .nonnegative()
    .meta({ description: 'milliseconds until it ends if it is not used before' }),
});

const passwordBody = z.strictObject({
  current: z.string('your current password').min(1, 'your current password').max(1000),
  password: z
    .string('a new password')
    .min(8, 'at least 8 characters')
    .max(1000, 'at most 1000 characters'),
});
const openSession = z.object({
  id: uuid,
  openedAt: instant,
  usedAt: instant.meta({ description: 'the last use, to within five minutes' }),
  endsAt: instant.meta({ description: 'when it ends if it is not used before' }),
  current: flag.meta({ description: 'whether this request came by it' }),
});
const openSessions = z.array(openSession);
export type OpenSession = Wire<typeof openSession>;

const enrolBody = z.strictObject({
  code: z.string('an enrolment code').min(4, 'an enrolment code').max(200, 'an enrolment code'),
});
const enrolled = z.object({ token: z.string(), device });

/** The routes for signing in, sessions, and signing out. */
export const sessionExchanges = {
  'POST /api/sessions': { body: signInBody, answers: { 201: signedIn } },
  'GET /api/sessions': { answers: { 200: who } },
  'GET /api/sessions/left': { answers: { 200: sessionLeft } },
  'DELETE /api/sessions': { answers: { 204: undefined } },
  'PUT /api/sessions/password': {
    body: passwordBody,
    answers: { 200: signedIn },
  },
  'GET /api/sessions/mine': { answers: { 200: openSessions } },
  'DELETE /api/sessions/mine/:session': { answers: { 204: undefined } },
  'GET /api/staff/:staff/sessions': { answers: { 200: openSessions } },
  'DELETE /api/staff/:staff/sessions': { answers: { 204: undefined } },
  'POST /api/sessions/second-step': { body: codeBody, answers: { 201: signedIn } },
  'POST /api/sessions/second-step/offer': { body: stepBody, answers: { 200: offer } },
  'POST /api/sessions/second-step/enrol': {
    body: enrolStepBody,
    answers: { 201: signedIn.extend({ recoveryCodes }) },
  },
  'GET /api/sessions/second-factor': { answers: { 200: secondFactor } },
  'POST /api/sessions/second-factor/offer': { answers: { 200: offer } },
  'PUT /api/sessions/second-factor': { body: enrolFactorBody, answers: { 200: withRecovery } },
  'POST /api/sessions/second-factor/recovery': { answers: { 200: withRecovery } },
  'DELETE /api/sessions/second-factor': { answers: { 204: undefined } },
  'POST /api/sessions/proof': { body: proofBody, answers: { 200: proved } },
  'GET /api/second-factors': { answers: { 200: secondFactors } },
  'PUT /api/second-factors': {
    command: true,
    body: ruleBody,
    answers: { 200: z.object({ requiredOf }) },
  },
  'DELETE /api/staff/:staff/second-factor': { answers: { 204: undefined } },
  'POST /api/sessions/first-admin': {
    body: firstAdminBody,
    answers: { 201: signedIn },
  },
  'POST /api/sessions/admin-link': { body: adminLinkBody, answers: { 201: signedIn } },
  'POST /api/devices/enrol': { body: enrolBody, answers: { 201: enrolled } },
} as const;
