import { TranslationOf } from './catalogue';
import { closingEsCL } from './closing-es-CL';

/** English for a branch that is closed or about to close; the same keys as `closing-es-CL.ts`. */
export const closingEn: TranslationOf<typeof closingEsCL> = {
  'kiosk.closed.last.unknown': 'No more tickets today.',
  'ticket.cancelled.closing': 'The branch closed before we could call you. We are sorry.',
  'ticket.may-miss': 'We close at {time}: we may not be able to serve you today.',
  'ticket.will-miss': 'We close at {time}: we will not be able to serve you today. We are sorry.',
  'ticket.come-again': 'We open on {day} from {time}.',
  'ticket.come-again.today': 'We open today at {time}.',
  'ticket.wish': 'The advisor who will serve you will call you as soon as they are free.',
  'ticket.wish.until': 'From {time} on, any advisor will call you.',
  'ticket.closed': 'The branch is closed now.',
  'ticket.cancelled.queue': 'We closed your queue before we could call you. We are sorry.',
  'ticket.may-miss.queue': 'Your queue closes at {time}: we may not be able to serve you today.',
  'ticket.will-miss.queue':
    'Your queue closes at {time}: we will not be able to serve you. We are sorry.',
  'ticket.no-show.queue': 'Your queue has closed for today.',
  'ticket.cancelled.queue.text':
    'For something else, get another number at the kiosk or ask at the desk.',
  'problem.too_many_closures': 'There are twenty closures already. Remove one first.',
};
