import { adminCalendarEsCL } from './admin-calendar-es-CL';
import { TranslationOf } from './catalogue';

/** English for the calendar; the same keys as `admin-calendar-es-CL.ts`. */
export const adminCalendarEn: TranslationOf<typeof adminCalendarEsCL> = {
  'admin.set.dates': 'Holidays and dates with other hours',
  'admin.set.dates.help':
    'On these dates these hours apply instead of the week’s. Without hours the branch is closed.',
  'admin.set.dates.inherited': 'The bank’s',
  'admin.set.dates.add': 'Add a date',
  'admin.set.dates.remove': 'Remove the date',
  'admin.set.dates.date': 'Date',
  'admin.set.dates.es': 'Reason in Spanish',
  'admin.set.dates.en': 'Reason in English',
  'admin.set.dates.holidays': 'Add Chile’s legal holidays for {year}',
  'admin.set.dates.source':
    'According to {source}. Elections and regional holidays are added separately.',
  'admin.set.closures': 'Closures',
  'admin.set.closures.help':
    'From the first date to the last the branch does not open. Without a last date, until the ' +
    'closure is removed. The bank’s apply to every branch.',
  'admin.set.closures.remove': 'Remove the closure',
  'admin.set.closures.tomorrow': 'Close from tomorrow',
  'admin.set.closures.from': 'From',
  'admin.set.closures.until': 'Until',
  'admin.closure.from': 'From {from} until it is removed',
  'admin.closure.until': 'From {from} to {until}',
  'admin.close-all': 'Close every branch',
  'admin.close-all.text':
    'No branch opens on those dates. Kiosks, displays and phones say why, and when they open ' +
    'again. Without a last date, until it is undone.',
  'admin.close-all.do': 'Close them all',
  'admin.close-all.done': 'Done: every branch is closed on those dates. You can undo it below.',
  'admin.close-all.standing': 'Closures of every branch',
  'admin.close-all.lift': 'Undo',
  'admin.set.closing.lastTicketMinutes': 'Last number before closing (minutes)',
  'admin.set.closing.lastTicketMinutes.help':
    'In the last minutes of the day the kiosk gives no numbers. With 0 it does until closing.',
  'admin.set.closing.beyondEstimate': 'Tickets that would be called after closing',
  'admin.set.closing.beyondEstimate.help':
    'What the kiosk does when the estimated wait goes past closing time.',
  'admin.set.closing.beyondEstimate.issue': 'Gives the number',
  'admin.set.closing.beyondEstimate.refuse': 'Gives no number',
  'admin.set.closing.line': 'Those waiting at closing time',
  'admin.set.closing.line.help':
    'If they are cancelled, whoever may be too late is warned beforehand. If they are served, ' +
    'the line ends when the last advisor leaves.',
  'admin.set.retentionDays': 'Days to keep personal data',
  'admin.set.retentionDays.help':
    'RUTs, phones, comments and chats are forgotten this many days after the last visit.',
  'admin.set.closing.line.serve': 'Are served',
  'admin.set.closing.line.cancel': 'Are cancelled at closing time',
};
