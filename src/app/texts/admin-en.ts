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
import { adminSettingsEn } from './admin-settings-en';
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
  ...adminSettingsEn,
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
    'sessions and reports by email end.',
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

  'admin.webhook.text': joined(
    'Other systems of the bank that are told what happens: each is sent every event once, ',
    'signed (Standard Webhooks). They never carry a RUT, a phone or a name.',
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
    'corrected or erased, and to object. All stays in the audit, without their RUT.',
  ),
  'admin.person.id': 'RUT, document, or phone (+56…)',
  'admin.person.id.help': 'Of the person who asks, once you have made sure who they are.',
  'admin.person.see': 'See what is kept',
  'admin.person.erase': 'Erase their data…',
  'admin.person.erase.ask': 'Erase the data of {id}?',
  'admin.person.erase.text':
    'Their RUT, phone, remarks, notes and chats are erased. It cannot be undone.',
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
  'admin.person.opposed.since': 'Not asked for feedback since',
  'admin.person.remarks': 'Remarks',
  'admin.person.notes': 'Staff notes',
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
