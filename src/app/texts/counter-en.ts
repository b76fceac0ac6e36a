import { TranslationOf } from './catalogue';
import { counterEsCL } from './counter-es-CL';

/** English for `counterEsCL`. */
export const counterEn: TranslationOf<typeof counterEsCL> = {
  counter: 'Counter {counter}',
  'counter.at': 'at counter {counter}',
  'counter.at.named': 'at {counter}',
  'counter.to': 'to counter {counter}',
  'counter.to.named': 'to {counter}',
  'ticket.turn.go': 'Go to counter',
  'ticket.turn.go.named': 'Please go to',
};
