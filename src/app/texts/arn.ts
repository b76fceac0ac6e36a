import { PartOf } from './catalogue';
import { esCL } from './es-CL';

/**
 * Mapuzugun, a short one: what is not here is read in Spanish. It shows what a further language
 * takes: one file like this, and its line in `languages.ts`. A bank has it reviewed by speakers
 * before it offers it to customers.
 */
export const arn: PartOf<typeof esCL> = {
  name: 'Mapuzugun',
  'kiosk.help': 'Kelluen',
  'ticket.directions': 'Chumngechi akuael',
  'ticket.served': 'Chaltu may.',
  'ticket.feedback.thanks': 'Chaltu may.',
};
