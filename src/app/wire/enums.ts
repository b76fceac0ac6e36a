import { z } from 'zod';
import { queueIcons } from '../domain/model/queue-icons';

/** Every enumeration of the API, in one place. */

export const lane = z.enum(['general', 'preferential'], 'general or preferential');
export type Lane = z.infer<typeof lane>;

export const language = z.enum(['es', 'en'], 'es or en');
export type Language = z.infer<typeof language>;

/** The picture of a queue; empty = none. */
export const queueIcon = z.enum(['', ...queueIcons], 'one of the pictures there are, or nothing');

export const ticketState = z.enum(
  ['waiting', 'called', 'serving', 'held', 'served', 'no-show', 'cancelled'],
  'waiting, called, serving, held, served, no-show or cancelled',
);

export const whyCancelled = z.enum(['customer', 'staff', 'closing', 'queue-closing']);

/** What a customer on hold does meanwhile. */
export const holdReason = z.enum(
  ['documents', 'form', 'approval', 'other'],
  'documents, form, approval or other',
);
export type HoldReason = z.infer<typeof holdReason>;

/** Why the desk moves a waiting ticket. */
export const moveReason = z.enum(
  ['wrong-queue', 'customer-asked', 'credential', 'no-credential'],
  'wrong-queue, customer-asked, credential or no-credential',
);

/*
 * Why something was done, from a list: free text could contain somebody's name, which would stand
 * in the audit trail for ever.
 */
/** Why a ticket is called out of turn. */
export const callReason = z.enum(
  ['unwell', 'unfinished', 'our-mistake', 'appointment', 'supervisor', 'other'],
  'unwell, unfinished, our-mistake, appointment, supervisor or other',
);
export type CallReason = z.infer<typeof callReason>;
/** Why a turn is handed on to another queue. */
export const transferReason = z.enum(
  ['wrong-queue', 'another-matter', 'specialist', 'customer-asked', 'other'],
  'wrong-queue, another-matter, specialist, customer-asked or other',
);
export type TransferReason = z.infer<typeof transferReason>;
/** Why an advisor pauses. */
export const pauseReason = z.enum(
  ['break', 'paperwork', 'meeting', 'personal', 'supervisor', 'other'],
  'break, paperwork, meeting, personal, supervisor or other',
);
export type PauseReason = z.infer<typeof pauseReason>;

export const advisorState = z.enum(['available', 'busy', 'paused', 'offline']);
/** What an advisor may be set to; `busy` comes with a ticket. */
export const chosenState = advisorState.exclude(['busy'], 'available, paused or offline');

export const role = z.enum(
  ['host', 'advisor', 'supervisor', 'admin', 'auditor'],
  'host, advisor, supervisor, admin or auditor',
);
export type Role = z.infer<typeof role>;

export const deviceKind = z.enum(['kiosk', 'display', 'printer'], 'kiosk, display or printer');
export type DeviceKind = z.infer<typeof deviceKind>;

export const actorKind = z.enum([
  'staff',
  'kiosk',
  'display',
  'printer',
  'customer',
  'plugin',
  'system',
]);

export const assignment = z.enum(['automatic', 'on-demand'], 'automatic or on-demand');
export const ordering = z.enum(['due', 'strict'], 'due or strict (strict has no bound on waiting)');
export const callRule = z.enum([
  'due',
  'preferential',
  'general-turn',
  'strict',
  'wish',
  'out-of-turn',
]);

export const alertKind = z.enum([
  'queue-long',
  'wait-long',
  'queue-unattended',
  'advisor-offline',
  'messages-failing',
  'estimate-off',
  'ticket-open',
  'advisor-unanswered',
  'help-asked',
  'device-offline',
  'target-near',
  'target-passed',
  'target-ahead',
  'share-low',
  'line-past-closing',
  'pause-long',
  'console-silent',
]);
/** What a public view shows of the branch's devices. */
export const deviceTrouble = alertKind.extract(['help-asked', 'device-offline']);

export const printState = z
  .enum(['queued', 'printing', 'printed', 'failed', 'unconfirmed'])
  .meta({ description: 'unconfirmed: the printer took it and never said that it printed' });
/** What a page that drives its own printer reports when no paper came out. */
export const paperReason = z.enum(
  ['no-paper', 'offline', 'not-paired', 'not-a-printer', 'customer-says', 'other'],
  'no-paper, offline, not-paired, not-a-printer, customer-says or other',
);
export type PaperReason = z.infer<typeof paperReason>;
export const printReason = z.enum([
  'no-paper',
  'paper-jam',
  'cover-open',
  'offline',
  'late',
  'printer-error',
  'not-understood',
  'not-fetched',
]);

/** Live views of a branch. */
export const viewName = z.enum(['display', 'floor', 'advisor', 'ticket']);
export type ViewName = z.infer<typeof viewName>;

export const reportName = z.enum([
  'tickets',
  'waits',
  'services',
  'advisors',
  'estimates',
  'accuracy',
  'stretches',
  'hours',
  'weeks',
  'advisor-time',
  'outcomes',
  'feedback',
  'answers',
  'plans',
]);
export type ReportName = z.infer<typeof reportName>;

/** What a figure in a report's chart counts. */
export const countedFigure = z.enum(
  ['issued', 'called', 'late', 'abandoned', 'served'],
  'issued, called, late, abandoned or served',
);
export const stretchKind = z.enum(
  ['waiting', 'deferred', 'called', 'serving', 'held', 'idle', 'paused'],
  'waiting, deferred, called, serving, held, idle or paused',
);
export const signSays = z.enum(['open', 'closed'], 'open or closed');
/** Why a supervisor opens or closes. */
export const signReason = z.enum(
  ['no-staff', 'systems', 'safety', 'full-house', 'event', 'other'],
  'no-staff, systems, safety, full-house, event or other',
);
export type SignReason = z.infer<typeof signReason>;
export const lineAtClosing = z.enum(['serve', 'cancel'], 'serve or cancel');

export const recordedTable = z.enum([
  'branches',
  'settings',
  'queues',
  'signs',
  'counters',
  'staff',
  'staff_queues',
  'devices',
  'second_factors',
  'second_factor_rules',
  'passkeys',
  'webhooks',
  'report_mails',
]);

/** What the bank's own chain records. */
export const bankFact = z.enum([
  'signed-in',
  'signed-out',
  'sign-ins-failed',
  'proved-again',
  'second-step-failed',
  'second-factor-enrolled',
  'second-factor-used',
  'second-factor-ended',
  'second-factor-rule-saved',
  'recovery-codes-made',
  'admin-link-made',
  'passkey-added',
  'passkey-renamed',
  'passkey-removed',
  'passkey-refused',
  'sessions-ended',
  'staff-saved',
  'branch-saved',
  'device-saved',
  'device-enrolled',
  'device-key-renewed',
  'device-key-taken',
  'device-key-reused',
  'device-revoked',
  'device-asked',
  'webhook-saved',
  'webhook-unlinked',
  'keys-rotated',
  'audit-verified',
  'audit-broken',
  'customer-exported',
  'customer-erased',
  'customer-forgotten',
  'person-not-found',
  'person-asked',
  'person-answered',
  'person-extended',
  'customer-rectified',
  'customer-opposed',
  'requests-read',
  'audit-read',
  'report-read',
  'report-mail-asked',
  'report-mail-confirmed',
  'report-mail-ended',
  'report-mail-sent',
  'report-mail-skipped',
  'report-mail-failed',
]);
export type BankFactName = z.infer<typeof bankFact>;

/** A right of a person over their data (LEY-21719). */
export const right = z.enum(
  ['access', 'rectification', 'erasure', 'portability', 'opposition'],
  'access, rectification, erasure, portability or opposition',
);
export const answeredState = z.enum(['granted', 'refused'], 'granted or refused');
export const requestState = z.enum(['open', 'granted', 'refused'], 'open, granted or refused');
/** Why a request is not granted. */
export const refusalReason = z.enum(
  ['not-proven', 'nothing-kept', 'law-keeps', 'not-personal', 'other'],
  'not-proven, nothing-kept, law-keeps, not-personal or other',
);
/** Why the bank takes 30 days more, which the law allows once. */
export const extensionReason = z.enum(
  ['complex', 'many', 'elsewhere'],
  'complex, many or elsewhere',
);
