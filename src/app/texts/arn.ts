import { PartOf } from './catalogue';
import { esCL } from './es-CL';
import { screensEsCL } from './screens-es-CL';

/**
 * Mapuzugun, in part; the rest is read in Spanish. It shows what another language takes: a file
 * like this one and its line in `languages.ts`. A bank has it reviewed by speakers before offering
 * it to customers.
 */
export const arn: PartOf<typeof esCL & typeof screensEsCL> = {
  name: 'Mapuzugun',
  'kiosk.help': 'Kelluen',
  'ticket.directions': 'Chumngechi akuael',
  'ticket.served': 'Chaltu may.',
  'ticket.feedback.thanks': 'Chaltu may.',
};
