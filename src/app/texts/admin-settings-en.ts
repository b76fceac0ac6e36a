import { adminSettingsEsCL } from './admin-settings-es-CL';
import { joined, TranslationOf } from './catalogue';

/** The same keys as `admin-settings-es-CL.ts`. */
export const adminSettingsEn: TranslationOf<typeof adminSettingsEsCL> = {
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
    'On demand: the advisor presses “Call next”. Automatic: the next ticket goes by itself to ',
    'whoever becomes free.',
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
};
