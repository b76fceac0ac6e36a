import { Texts } from './catalogue';

/** A counter's name, alone and within a sentence: `counterName` picks the form. */
export const counterEsCL = {
  counter: 'Módulo {counter}',
  'counter.at': 'en el módulo {counter}',
  'counter.at.named': 'en {counter}',
  'counter.to': 'al módulo {counter}',
  'counter.to.named': 'a {counter}',
  'ticket.turn.go': 'Pase al módulo',
  'ticket.turn.go.named': 'Pase a',
} as const satisfies Texts;
