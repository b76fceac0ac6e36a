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
const signedIn = z.object({ token: z.string(), staff, branches });
export type SignedIn = Wire<typeof signedIn>;

/** Who this browser is: a member of the staff, devices, or both. */
const who = z.object({
  staff: staff.nullable(),
  branches,
  queues: z.record(z.string(), z.array(z.string())),
  devices: z.array(device.omit({ label: true })),
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

/** Who comes in, who is in, and who goes out. */
export const sessionExchanges = {
  'POST /api/sessions': { body: signInBody, answers: { 201: signedIn } },
  'GET /api/sessions': { answers: { 200: who } },
  'DELETE /api/sessions': { answers: { 204: undefined } },
  'PUT /api/sessions/password': {
    body: passwordBody,
    answers: { 200: signedIn },
  },
  'GET /api/sessions/mine': { answers: { 200: openSessions } },
  'DELETE /api/sessions/mine/:session': { answers: { 204: undefined } },
  'GET /api/staff/:staff/sessions': { answers: { 200: openSessions } },
  'DELETE /api/staff/:staff/sessions': { answers: { 204: undefined } },
  'POST /api/sessions/first-admin': {
    body: firstAdminBody,
    answers: { 201: signedIn },
  },
  'POST /api/devices/enrol': { body: enrolBody, answers: { 201: enrolled } },
} as const;
