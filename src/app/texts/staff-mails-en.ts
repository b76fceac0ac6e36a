import { TranslationOf } from './catalogue';
import { staffMailsEsCL } from './staff-mails-es-CL';

/** What the reports' page says of reports by email. */
export const staffMailsEn = {
  'pictures.section.mails': 'By email',
  'mails.text':
    'The same reports, in your mailbox when the days they cover are over. The address gets an ' +
    'invitation first; nothing else comes before it accepts.',
  'mails.none-set-up':
    'This bank does not send email yet. Whoever operates the system sets it up with SMTP_URL and ' +
    'MAIL_FROM; after that, reports are asked for here.',
  'mails.new': 'Ask for a report',
  'mails.what': 'Report',
  'mails.what.branch': '{branch}',
  'mails.what.all': 'All my branches',
  'mails.period': 'Every',
  'mails.period.day': 'day',
  'mails.period.week': 'week',
  'mails.period.month': 'month',
  'mails.address': 'Email address',
  'mails.address.hint': 'Only you and the administrators see this address.',
  'mails.address.domains': {
    one: 'It has to be at {domains}.',
    other: 'It has to be at one of these domains: {domains}.',
  },
  'mails.address.wrong': 'Type a whole address, such as name@bank.cl.',
  'mails.ask': 'Ask for it',
  'mails.asked': 'Done. {address} will get an invitation with a link to accept.',
  'mails.list': 'Reports asked for',
  'mails.list.none': 'Nobody has asked for reports by email.',
  'mails.by': 'Asked for by {name}',
  'mails.state.asked': 'The invitation is about to be sent',
  'mails.state.invited': 'The invitation is still to be accepted',
  'mails.state.active': 'Next: from {day}',
  'mails.sent': 'The last one was sent on {time}',
  'mails.trouble.no-answer': 'The mail server is not answering; we keep trying.',
  'mails.trouble.refused': 'The mail server refuses this address.',
  'mails.end': 'End it',
  'mails.end.which': 'End it: the report to {address}',
  'mails.ended': 'Ended: the address has been erased.',
} as const satisfies TranslationOf<typeof staffMailsEsCL>;
