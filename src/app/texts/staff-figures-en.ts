import { TranslationOf } from './catalogue';
import { staffFiguresEsCL } from './staff-figures-es-CL';

/** English for the figures; the same keys as `staff-figures-es-CL.ts`. */
export const staffFiguresEn: TranslationOf<typeof staffFiguresEsCL> = {
  'file.making': 'Preparing…',
  'file.failed': 'The file could not be prepared',
  'reports.xlsx': 'Excel',
  'reports.stretches': 'Stretches',
  'reports.column.kind': 'Stretch',
  'reports.column.began': 'From',
  'reports.column.how': 'Ended by',
  'reports.column.reason': 'Reason',
  'reports.column.minutes': 'Minutes',
  'reports.column.in_target': 'In target',
  'reports.column.wait_minutes': 'Wait (min)',
  'reports.column.courtesy_minutes': 'Time asked for (min)',
  'reports.column.service_minutes': 'Service (min)',
  'reports.column.handed_in': 'From another queue',
  'reports.column.handed_on': 'Transferred',
  'reports.column.left_open': 'Left open',
  'reports.column.abandoned': 'Gave up',
  'reports.column.median_wait_minutes': 'Median wait (min)',
  'reports.column.median_service_minutes': 'Median service (min)',
  'reports.column.calling_minutes': 'Calling (min)',
  'reports.column.serving_minutes': 'Serving (min)',
  'reports.column.idle_minutes': 'Available (min)',
  'reports.column.on_duty_minutes': 'On duty (min)',
  'reports.column.paused_minutes': 'Paused (min)',
  'reports.column.pauses': 'Pauses (min)',
};
