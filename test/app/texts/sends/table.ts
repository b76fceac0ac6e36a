import { Role } from '../../../../src/app/domain/model/actor';
import { RouteName } from '../../../../src/app/wire/routes';

/**
 * Every sentence that sends a person somewhere: where, and what is done for them there. The
 * sentences are keys of the catalogues, or the beginnings of the server's English sentences.
 * `sends.unit.ts` beside this file finds them all, and compares each row with routes and policy.
 */

type Who = Role | 'kiosk' | 'customer';

export interface Place {
  readonly page: string;
  /** The people who work there. */
  readonly who: readonly Who[];
}

export const places = {
  desk: { page: '/reception', who: ['host', 'advisor', 'supervisor'] },
  counter: { page: '/advisor', who: ['advisor', 'supervisor'] },
  supervisor: { page: '/supervisor', who: ['supervisor'] },
  administration: { page: '/admin', who: ['admin'] },
  kiosk: { page: '/kiosk', who: ['kiosk'] },
  'their page': { page: '/t', who: ['customer'] },
  'their account': { page: '/sign-in', who: ['host', 'advisor', 'supervisor', 'admin', 'auditor'] },
} as const satisfies Readonly<Record<string, Place>>;

export interface Row {
  readonly says: readonly string[];
  /** Outside the product: the bank's own people. */
  readonly to: keyof typeof places | 'outside';
  /** What is done there: everybody who works there may do it. */
  readonly helps: readonly RouteName[];
  /** The only routes with this answer: their callers are its only readers. */
  readonly from?: readonly RouteName[];
  /** The readers are sent to a colleague in the same place. */
  readonly other?: string;
}

const branch = '/api/branches/:branch';
const on = `${branch}/tickets/:ticket` as const;

export const rows: readonly Row[] = [
  {
    says: ['kiosk.off.text', 'kiosk.offline', 'kiosk.nothing', 'kiosk.help.away.text'],
    to: 'desk',
    helps: [`POST ${branch}/tickets`],
  },
  {
    says: ['kiosk.active.called', 'kiosk.active.held', 'kiosk.help.away.none'],
    to: 'desk',
    helps: [`GET ${branch}/display`, `POST ${branch}/tickets/find`],
  },
  {
    says: ['kiosk.active.text'],
    to: 'desk',
    helps: [`POST ${branch}/tickets/find`, `POST ${on}/print`],
  },
  {
    says: ['kiosk.print.why.no-paper', 'kiosk.print.why.cover-open', 'kiosk.print.why.offline'],
    to: 'desk',
    helps: [`GET ${branch}/devices`, `POST ${on}/print`],
  },
  {
    says: ['kiosk.empty.text'],
    to: 'supervisor',
    helps: [`POST ${branch}/help/:alert/take`, `PUT ${branch}/queues/:queue/sign`],
  },
  {
    says: ['enrol.text', 'problem.enrolment_failed', 'This code is unknown, used or expired.'],
    to: 'administration',
    helps: ['PUT /api/devices/:device'],
    from: ['POST /api/devices/enrol'],
  },
  {
    says: ['This printer or its key is unknown', 'devices.sign-out.text'],
    to: 'administration',
    helps: ['PUT /api/devices/:device'],
    other: 'an administrator signs the device out too',
  },
  {
    says: [
      'ticket.no-show.text',
      'arrival.paper.desk',
      'tg.missed',
      'tg.missed.back.desk',
      'tg.refused.desk',
    ],
    to: 'desk',
    helps: [`POST ${branch}/tickets/find`, `POST ${on}/reopen`],
  },
  {
    says: ['problem.reopens_used_up', 'problem.reopen_too_late'],
    to: 'desk',
    helps: [`POST ${branch}/tickets/find`, `POST ${on}/reopen`],
    from: ['POST /api/my/arrived'],
  },
  {
    says: ['ticket.cancelled.text', 'ticket.cancelled.queue.text', 'ticket.unknown-link.text'],
    to: 'desk',
    helps: [`POST ${branch}/tickets`],
  },
  {
    says: ['ticket.cancelled.text', 'ticket.cancelled.queue.text', 'ticket.unknown-link.text'],
    to: 'kiosk',
    helps: [`POST ${branch}/tickets`],
  },
  {
    says: ['ticket.reads', 'problem.reading_key', 'tg.refused.reads', 'This key was handed out by'],
    to: 'desk',
    helps: [`POST ${on}/cancel`, `POST ${on}/move`],
    from: ['POST /api/my/cancel', 'POST /api/my/defer', 'POST /api/my/feedback'],
  },
  {
    says: ['Too many tickets from here.'],
    to: 'desk',
    helps: [`POST ${branch}/tickets`],
  },
  {
    says: ['tg.cancelled.staff.desk'],
    to: 'desk',
    helps: [`POST ${branch}/tickets/find`, `POST ${branch}/tickets`],
  },
  {
    says: ['ticket.held.desk', 'tg.held.desk'],
    to: 'desk',
    helps: [`POST ${branch}/tickets/find`, `GET ${branch}/display`],
  },
  {
    says: ['ticket.turn.go', 'ticket.turn.go.named', 'display.go', 'ticket.held', 'tg.held'],
    to: 'counter',
    helps: [`POST ${on}/start`, `POST ${on}/resume`],
  },
  {
    says: ['tg.hello', 'tg.no-ticket', 'tg.start.bad'],
    to: 'their page',
    helps: ['GET /api/my'],
  },
  {
    says: ['staff.problem.called_elsewhere', 'Ticket ${number} is ${state} at ${label} now.'],
    to: 'counter',
    helps: [`POST ${on}/transfer`, `POST ${on}/return`],
    other: 'it is in the hands of another counter',
  },
  {
    says: ['Ticket ${ticket.number} is with another advisor.'],
    to: 'supervisor',
    helps: [`POST ${on}/finish`, `POST ${on}/return`, `POST ${on}/transfer`],
  },
  {
    says: ['staff.problem.serves_no_queue', 'You serve no queue at this branch.'],
    to: 'administration',
    helps: ['PUT /api/staff/:staff'],
    from: [`PUT ${branch}/advisors/me`],
  },
  {
    says: ['On duty at ${name} (${branch}) already.'],
    to: 'supervisor',
    helps: [`PUT ${branch}/advisors/:advisor`],
  },
  {
    says: ['Ticket ${chosen.number} is in queue ${chosen.queue}'],
    to: 'supervisor',
    helps: [`PUT ${branch}/advisors/:advisor/queues`],
  },
  {
    says: ['This branch calls in turn only.'],
    to: 'administration',
    helps: [`PUT ${branch}/settings`],
  },
  {
    says: ['staff.problem.console_silent', 'No console of ${id} is open'],
    to: 'supervisor',
    helps: [`POST ${branch}/advisors/:advisor/ask`],
    from: [`PUT ${branch}/advisors/:advisor`],
    other: 'they ask the advisor themselves, on the page that is open',
  },
  {
    says: ['first-admin.over'],
    to: 'administration',
    helps: ['PUT /api/staff/:staff'],
    from: ['POST /api/sessions/first-admin'],
  },
  {
    says: [
      'staff.no-branch.text',
      'staff.no-branch.add',
      'staff.lacking.text',
      'staff.lacking.add',
    ],
    to: 'administration',
    helps: ['PUT /api/staff/:staff', `PUT ${branch}`, `PUT ${branch}/queues/:queue`],
    other: 'administrators read a link instead, on pages that open without a branch',
  },
  {
    says: ['advisor.counter.none.text'],
    to: 'administration',
    helps: ['PUT /api/branches/:branch/counters/:counter'],
  },
  {
    says: ['Username or password is wrong.'],
    to: 'administration',
    helps: ['PUT /api/staff/:staff'],
  },
  {
    says: ['staff.problem.own_second_factor', 'Your own second factor is on your'],
    to: 'administration',
    helps: ['DELETE /api/staff/:staff/second-factor'],
    from: ['DELETE /api/staff/:staff/second-factor'],
    other: 'another administrator',
  },
  {
    says: ['staff.problem.own_second_factor', 'Your own second factor is on your'],
    to: 'their account',
    helps: ['GET /api/sessions/second-factor'],
    from: ['DELETE /api/staff/:staff/second-factor'],
    other: 'their own',
  },
  {
    says: ['Your own passkeys are on your'],
    to: 'administration',
    helps: ['DELETE /api/staff/:staff/passkeys/:passkey'],
    from: ['DELETE /api/staff/:staff/passkeys/:passkey'],
    other: 'another administrator',
  },
  {
    says: ['Your own passkeys are on your'],
    to: 'their account',
    helps: ['DELETE /api/sessions/passkeys/:passkey'],
    from: ['DELETE /api/staff/:staff/passkeys/:passkey'],
    other: 'their own',
  },
  {
    says: ['admin.person.active', 'This person has ticket ${open.number} open'],
    to: 'supervisor',
    helps: [`POST ${on}/finish`, `POST ${on}/cancel`],
  },
  {
    says: [
      'Something went wrong on our side.',
      'second.reset',
      'staff.problem.passkey_copied',
      'admin.audit.broken',
      'admin.audit.xlsx.broken',
    ],
    to: 'outside',
    helps: [],
  },
  {
    says: [
      'staff.problem.no_group',
      'staff.problem.too_many_groups',
      'staff.problem.provider_refused',
      'staff.problem.provider_answer',
      'staff.problem.proof_too_old',
    ],
    to: 'outside',
    helps: [],
  },
  {
    says: ['staff.problem.no_branch'],
    to: 'administration',
    helps: ['PUT /api/branches/:branch'],
    from: ['POST /api/sessions/oidc'],
  },
  {
    says: ['staff.problem.closed_account'],
    to: 'administration',
    helps: ['PUT /api/staff/:staff'],
    from: ['POST /api/sessions/oidc'],
  },
];

/** Texts that name a place or ask something, but send nobody. */
export const names: readonly string[] = `
  kiosk.title kiosk.help kiosk.preferential.text kiosk.result.unknown kiosk.result.qr kiosk.off
  enrol.kiosk ticket.unknown ticket.near ticket.feedback.remark ticket.more-time.left
  staff.role.host staff.role.supervisor staff.role.admin advisor.nobody.text advisor.do.return
  desk.key.give-back advisor.transfer.title floor.act.return advisor.wish.same first-admin.title
  first-admin.text staff.problem.first_admin_refused account.title provider.administrators
  staff.problem.provider_away staff.problem.password_closed account.of floor.act.ask-back
  floor.act.ask-pause reason.pause.supervisor reason.call.hint reason.call.supervisor
  sign.reason.safety reception.title devices.kind.kiosk admin.audit.alert.help-asked
  admin.audit.by.kiosk admin.webhook.type.TicketMoved admin.close-all.text floor.alert.messages
  admin.set.closing.lastTicketMinutes.help admin.set.closing.beyondEstimate.help
  admin.set.face.es.help admin.import.role passkey.text admin.audit.bank.admin-link-made
  admin.audit.reason.safety admin.audit.reason.supervisor mails.new mails.ask mails.address.hint
  admin.second.rule.supervisor admin.second.rule.admin admin.title admin.queue.hint.help
  admin.set.ticketsPerKiosk admin.set.ticketsPerKiosk.help admin.queue.icon admin.queue.group.help
  admin.set.queueOrder.help reception.keys.title floor.counter.call-back alert.do.call-back
  admin.queue.open admin.device.kiosk admin.device.printer.help admin.set.group.alerts
  admin.set.hours.help admin.set.reopens.max.help admin.set.reopens.minutes.help
  admin.set.anonymousAllowed.help admin.set.otherIdsAllowed.help admin.set.unattendedQueue.help
  admin.set.asksPhone admin.set.languages admin.set.approaching.position admin.set.defers.max.help
  tg.approaching.come rights.text rights.what rights.opposition reception.right.opposition
  admin.rights.what admin.rights.opposition admin.person.oppose.feedback rights.extended.elsewhere
  admin.rights.extend.help
`
  .trim()
  .split(/\s+/);
