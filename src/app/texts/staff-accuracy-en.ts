import { TranslationOf } from './catalogue';
import { staffAccuracyEsCL } from './staff-accuracy-es-CL';
import { staffPlanEn } from './staff-plan-en';

/** English about how accurate estimates were; the same keys as `staff-accuracy-es-CL.ts`. */
export const staffAccuracyEn: TranslationOf<typeof staffAccuracyEsCL> = {
  ...staffPlanEn,
  'reports.accuracy': 'Estimate accuracy, in seconds',
  'reports.column.waited': 'Waited',
  'reports.column.mean_wait_seconds': 'Average wait (s)',
  'reports.column.error_seconds': 'Average error (s)',
  'reports.column.hol_error_seconds': 'Error by the first in line (s)',
  'reports.column.rule_error_seconds': 'Error by the original rule (s)',
  'reports.column.range_seconds': 'Width of the range (s)',
  'reports.column.winkler_seconds': 'Winkler score (s)',
  'floor.accuracy': 'Estimate accuracy',
  'accuracy.text':
    'What was estimated when each ticket was taken, beside how long those served had waited.',
  'accuracy.line':
    'The range should hold 8 times in 10. On {day} it held {tenths} in 10. Waits: {n}.',
  'accuracy.error': 'The average error was {error}, with an average wait of {wait}.',
  'accuracy.beside':
    'Saying how long the first in line had waited: {hol}. By the original rule: {rule}.',
  'accuracy.none': 'There are no waits to compare yet. They are compared from the first day on.',
  'accuracy.days': 'By day',
  'accuracy.queues': 'By queue, over the last 14 days',
  'accuracy.column.waited': 'Waited',
  'accuracy.column.wait': 'Average wait',
  'accuracy.column.error': 'Average error',
  'accuracy.column.hol': 'By the first in line',
  'accuracy.column.rule': 'By the original rule',
  'accuracy.column.within': 'Within range',
};
