import { adminAlertsEn } from './admin-alerts-en';
import { adminAuditEn } from './admin-audit-en';
import { adminCalendarEn } from './admin-calendar-en';
import { adminEsCL } from './admin-es-CL';
import { adminFaceEn } from './admin-face-en';
import { adminFormsEn } from './admin-forms-en';
import { adminKioskQueuesEn } from './admin-kiosk-queues-en';
import { adminOutcomesEn } from './admin-outcomes-en';
import { adminRightsEn } from './admin-rights-en';
import { adminSecondFactorEn } from './admin-second-factor-en';
import { joined, TranslationOf } from './catalogue';
import { webhookTypesEn } from './webhook-types-en';

/** English for administration; the same keys as `admin-es-CL.ts`. */
export const adminEn: TranslationOf<typeof adminEsCL> = {
  ...adminAuditEn,
  ...webhookTypesEn,
  ...adminCalendarEn,
  ...adminFaceEn,
  ...adminFormsEn,
  ...adminKioskQueuesEn,
  ...adminOutcomesEn,
  ...adminRightsEn,
  ...adminSecondFactorEn,
  'admin.title': 'Administration',
  'admin.branches': 'Branches',
  'admin.queues': 'Queues',
  'admin.counters': 'Counters',
  'admin.staff': 'People',
  'admin.devices': 'Devices',
  'admin.settings': 'Rules',
  'admin.webhooks': 'Webhooks',
  'admin.persons': 'Customers’ data',
  'admin.audit': 'Audit',
  'admin.new': 'Add',
  'admin.edit': 'Edit',
  'admin.save': 'Save',
  'admin.saved': 'Saved.',
  'admin.id': 'Code',
  'admin.id.help': 'Lower-case letters, digits and hyphens. It cannot be changed later.',
  'admin.none': 'Nothing here yet.',
  'admin.yes': 'Yes',
  'admin.no': 'No',
  'admin.bank': 'The whole bank',
  'admin.branch.name': 'Name of the branch',
  'admin.branch.zone': 'Time zone',

  'admin.queue.prefix': 'Letters before the number',
  'admin.queue.prefix.help':
    'One to three capitals, different for each queue of the branch. C gives C01, C02…',
  'admin.queue.name.es': 'Name in Spanish',
  'admin.queue.name.en': 'Name in English',
  'admin.queue.hint.es': 'Examples in Spanish',
  'admin.queue.hint.en': 'Examples in English',
  'admin.queue.hint.help':
    'One line shown at the kiosk, such as “Payments, deposits, withdrawals”.',
  'admin.queue.name': 'Name',
  'admin.queue.target.short': 'Target wait',
  'admin.queue.target': 'Target wait (minutes)',
  'admin.queue.target.help':
    'How soon somebody in this queue should be called. Changing it reorders those waiting.',
  'admin.queue.average': 'Average service (minutes)',
  'admin.queue.average.help':
    'How long a service takes. Used until the day has figures of its own.',
  'admin.queue.priority': 'Priority',
  'admin.queue.priority.help':
    'From 1 (last) to 9 (first). Used only when the order is “by priority”.',
  'admin.queue.open': 'Open at the kiosk',
  'admin.queue.open.help':
    'A closed queue gives no new numbers; those already waiting are still served.',
  'admin.counter.label': 'Name of the counter',
  'admin.counter.label.help': 'What is shown and spoken: 3, or Teller 3.',

  'admin.staff.username': 'Username',
  'admin.staff.first-name': 'Name',
  'admin.staff.role': 'Role',
  'admin.staff.branches': 'Branches they work at',
  'admin.staff.all-branches': 'All branches',
  'admin.staff.active': 'Active',
  'admin.staff.active.help': joined(
    'If unticked, they cannot sign in: their password and second factor are erased, and their ',
    'sessions and reports by mail end.',
  ),
  'admin.staff.no-password': 'Yes, without a password',
  'admin.staff.queues': 'Queues they serve at {branch}',
  'admin.staff.password': 'New password',
  'admin.staff.password.help': joined(
    'At least 8 characters. Left empty, the password stays. A new one ends their ',
    'sessions.',
  ),
  'admin.staff.password.opened':
    'At least 8 characters. The one before was erased when the account was closed.',
  'admin.device.kind': 'Type of device',
  'admin.device.kiosk': 'Kiosk',
  'admin.device.display': 'Display',
  'admin.device.printer': 'Printer',
  'admin.device.label': 'Where it is',
  'admin.device.branch': 'Branch',
  'admin.device.revoked': 'Revoked',
  'admin.device.revoke': 'Revoke',
  'admin.device.code': 'Code for {device}: {code}',
  'admin.device.code.help': 'Enter it on the device within an hour. It will not be shown again.',
  'admin.device.printer.settings':
    'Enter this in the settings page of printer {device}, under CloudPRNT:',
  'admin.device.printer.url': 'Server URL',
  'admin.device.printer.user': 'User name',
  'admin.device.printer.password': 'Password',
  'admin.device.printer.interval': 'Polling time',
  'admin.device.printer.help': joined(
    'The key has to be used within an hour and is not shown again. From the printer’s ',
    'first poll on, the branch’s kiosks print there.',
  ),
  'admin.device.new-code': 'New code',

  'admin.set.own': 'This branch’s own',
  'admin.set.inherited': 'The bank’s value',
  'admin.set.reset': 'Use the bank’s value',
  'admin.set.scope': 'Whose they are',
  'admin.set.contents': 'What rules there are',
  'admin.set.text': 'Each rule applies to the whole bank, unless a branch has its own.',
  'admin.set.group.hours': 'Day and hours',
  'admin.set.group.place': 'Getting there',
  'admin.set.group.line': 'Who is next',
  'admin.set.group.kiosk': 'Taking a number',
  'admin.set.group.call': 'Calling and waiting',
  'admin.set.group.alerts': 'Tell the supervisor when…',
  'admin.set.timeZone': 'Time zone',
  'admin.set.timeZone.help':
    'That of the place where the branch is. Hours and days are counted in it.',
  'admin.set.dayStartsAt': 'Time at which the day begins',
  'admin.set.dayStartsAt.help':
    'At that hour the day before is closed and numbers begin at 1. While the branch is open, the ' +
    'day begins when it closes.',
  'admin.set.hours': 'Opening hours',
  'admin.set.hours.help':
    'Outside them the kiosk gives no numbers and says when it opens. They may pass ' +
    'midnight: from 22:00 to 02:00.',
  'admin.set.hours.always': 'Always open',
  'admin.set.hours.closed': 'closed',
  'admin.set.hours.from': 'From',
  'admin.set.hours.to': 'To',
  'admin.set.hours.add': 'Add hours',
  'admin.set.hours.remove': 'Remove these hours',
  'admin.set.assignment': 'Assignment',
  'admin.set.assignment.help': joined(
    'On demand: the advisor presses “Call”. Automatic: the next ticket goes by itself to whoever ',
    'becomes free.',
  ),
  'admin.set.assignment.on-demand': 'On demand',
  'admin.set.assignment.automatic': 'Automatic',
  'admin.set.ordering': 'Order',
  'admin.set.ordering.help': joined(
    'By target: whoever was due first goes, and nobody waits indefinitely. By priority: ',
    'the queue with the highest priority always goes first; others may wait indefinitely.',
  ),
  'admin.set.ordering.due': 'By target wait',
  'admin.set.ordering.strict': 'By the queue’s priority (no limit on waiting)',
  'admin.set.preferentialRun': 'Preferential tickets in a row',
  'admin.set.preferentialRun.help':
    'After this many preferential tickets in a row, a general one goes.',
  'admin.set.ticketsPerKiosk': 'Tickets a minute, by kiosk',
  'admin.set.ticketsPerKiosk.help':
    'A kiosk that asks for more has to wait: a copy of its key does not use up the numbers.',
  'admin.set.outOfTurnAllowed': 'Calling out of turn',
  'admin.set.outOfTurnAllowed.help': joined(
    'Lets an advisor choose a ticket by hand, with a reason. It is recorded and ',
    'reported.',
  ),
  'admin.set.anonymousAllowed': 'Number without a RUT',
  'admin.set.anonymousAllowed.help': 'The kiosk offers a number without asking who it is for.',
  'admin.set.otherIdsAllowed': 'Passport and other documents',
  'admin.set.otherIdsAllowed.help': 'The kiosk offers “I don’t have a RUT”.',
  'admin.set.customerIssueAllowed': 'Number from the bank’s page',
  'admin.set.customerIssueAllowed.help':
    'Lets people take a number before they come to the branch.',
  'admin.set.unattendedQueue': 'Queue that nobody serves',
  'admin.set.unattendedQueue.help':
    'What the kiosk does when nobody serves the queue that was chosen.',
  'admin.set.unattendedQueue.warn': 'Gives the number and warns',
  'admin.set.unattendedQueue.refuse': 'Gives no number',
  'admin.set.asksPhone': 'Ask for a mobile number',
  'admin.set.asksPhone.help': 'Only if the branch uses it to notify people. It is always optional.',
  'admin.set.directions.address': 'Address',
  'admin.set.directions.address.help': joined(
    'Street, number and district. Shown on the ticket page, under “How to get here”. ',
    'Empty: it is not shown.',
  ),
  'admin.set.directions.es': 'How to get there, in Spanish',
  'admin.set.directions.es.help': 'In words: the nearest stop or station, which door, which floor.',
  'admin.set.directions.en': 'How to get there, in English',
  'admin.set.directions.en.help':
    'The same in English. Empty: whoever reads English sees the Spanish.',
  'admin.set.region': 'Region or area',
  'admin.set.region.help':
    'Groups and filters branches in the view of all and in reports. Spell it alike at each.',
  'admin.set.notices.es': 'Notices on the displays, in Spanish',
  'admin.set.notices.es.help': 'One on each line. The displays show them in turn, at the bottom.',
  'admin.set.notices.en': 'Notices on the displays, in English',
  'admin.set.notices.en.help': 'The same lines, for displays that speak English too.',
  'admin.set.directions.mapUrl': 'Link to a map',
  'admin.set.directions.mapUrl.help': joined(
    'An https address. It is only a link: the map opens outside the page, and only when ',
    'the person asks for it.',
  ),
  'admin.set.languages': 'Languages of kiosk and display',
  'admin.set.languages.help': 'The first is the language they start in; the others can be chosen.',
  'admin.set.recalls.times': 'Times a call is repeated',
  'admin.set.recalls.times.help': 'Before a customer counts as a no-show.',
  'admin.set.recalls.everySeconds': 'Seconds between calls',
  'admin.set.recalls.everySeconds.help':
    'Between one call and the next, and from the last to no-show.',
  'admin.set.pauseAbsent': 'Pause silent consoles',
  'admin.set.pauseAbsent.help': joined(
    'An advisor whose console does not respond gets no more tickets, and the one in hand ',
    'returns to the line.',
  ),
  'admin.set.absentSeconds': 'Seconds of silence',
  'admin.set.absentSeconds.help': 'How long a console may be silent before the pause.',
  'admin.set.approaching.position': 'Tell customers from place',
  'admin.set.approaching.position.help':
    'They are told “almost your turn” from this place in line.',
  'admin.set.approaching.lowMinutes': 'Or when the wait is down to (minutes)',
  'admin.set.approaching.lowMinutes.help': 'Or when they might be called within these minutes.',
  'admin.set.holds.max': 'On hold per advisor',
  'admin.set.holds.max.help': 'How many customers each advisor may hold at a time; 0 = none.',
  'admin.set.defers.max': 'Extensions per ticket',
  'admin.set.defers.max.help': 'How often a customer may ask for more time.',
  'admin.set.reopens.max': 'Comebacks after a missed call',
  'admin.set.reopens.max.help':
    'How often a no-show gets their place back with “I’m here”; 0 = at the desk only.',
  'admin.set.reopens.minutes': 'Time to come back (minutes)',
  'admin.set.reopens.minutes.help': 'After the missed call. Later, the desk reopens the ticket.',
  'admin.set.defers.minutes': 'Minutes offered',
  'admin.set.defers.minutes.help': 'What is offered to whoever asks for more time.',

  'admin.webhook.text': joined(
    'Other systems of the bank that are told what happens: each is sent every event once, ',
    'signed (Standard Webhooks). They never carry a national ID, a phone or a name.',
  ),
  'admin.webhook.url': 'Address',
  'admin.webhook.url.help': joined(
    'The https address of the receiving system. It has to answer 2xx within seconds; ',
    'otherwise the event is sent again.',
  ),
  'admin.webhook.branch': 'Which branch',
  'admin.webhook.branch.help': 'What happens at one branch, or in the whole bank.',
  'admin.webhook.types': 'Events',
  'admin.webhook.active': 'On',
  'admin.webhook.active.help': joined(
    'While it is off it receives nothing, and what happens meanwhile is not sent ',
    'later.',
  ),
  'admin.webhook.stop': 'Turn off',
  'admin.webhook.start': 'Turn on',
  'admin.webhook.new-secret': 'New secret',
  'admin.webhook.secret': 'Secret for {url}',
  'admin.webhook.secret.help': joined(
    'Enter it in the receiving system, which checks the signature with it. It is not ',
    'shown again; if it gets lost, make a new one.',
  ),

  'admin.person.text': joined(
    'The rights of a person (Ley 21.719): to know what is kept of them, to have it ',
    'corrected or erased, and to object. All stays in the audit, without their national ID.',
  ),
  'admin.person.id': 'RUT, document, or phone (+56…)',
  'admin.person.id.help': 'Of the person who asks, once you have made sure who they are.',
  'admin.person.see': 'See what is kept',
  'admin.person.erase': 'Erase their data…',
  'admin.person.erase.ask': 'Erase the data of {id}?',
  'admin.person.erase.text':
    'Their national ID, phone, remarks, notes and chats are erased. It cannot be undone.',
  'admin.person.erase.keeps': joined(
    'The tickets stay without saying whose they were, for figures and audit. Not possible ',
    'while a ticket is active.',
  ),
  'admin.person.erase.no': 'No, keep them',
  'admin.person.erase.yes': 'Yes, erase',
  'admin.person.nothing': 'Nothing is kept about this person.',
  'admin.person.active':
    'Ticket {number} is open at branch {branch}. Ask a supervisor there to finish or cancel it.',
  'admin.person.phone': 'Phone',
  'admin.person.tickets': 'Tickets',
  'admin.person.contacts': 'Chats',
  'admin.person.opposed.since': 'Not asked how it was since',
  'admin.person.remarks': 'Remarks',
  'admin.person.notes': 'Notes of staff',
  'admin.person.unreadable': '(cannot be opened)',
  'admin.person.none': 'Nothing',
  'admin.person.download': 'Download all of it',
  'admin.person.erased': {
    zero: 'Erased: there were no tickets.',
    one: 'Erased. {n} ticket stays without an owner.',
    other: 'Erased. {n} tickets stay without an owner.',
  },
  ...adminAlertsEn,
};
