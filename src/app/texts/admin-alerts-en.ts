import { adminAlertsEsCL } from './admin-alerts-es-CL';
import { TranslationOf } from './catalogue';

/** English for the settings of supervisors' alerts; the same keys as `admin-alerts-es-CL.ts`. */
export const adminAlertsEn: TranslationOf<typeof adminAlertsEsCL> = {
  'admin.set.alerts.waiting': 'People in one queue, more than',
  'admin.set.alerts.waiting.help': 'Counts those who wait in the same queue.',
  'admin.set.alerts.estimateMinutes': 'Expected wait, more than (minutes)',
  'admin.set.alerts.estimateMinutes.help': 'For someone arriving now.',
  'admin.set.alerts.offlineMinutes': 'Advisor off duty, more than (minutes)',
  'admin.set.alerts.offlineMinutes.help': 'Within opening hours.',
  'admin.set.alerts.messageFailures': 'Failed messages, more than',
  'admin.set.alerts.messageFailures.help': 'Share of the last hour’s messages: 10% is one in ten.',
  'admin.set.alerts.estimateError': 'Error of the estimate, more than',
  'admin.set.alerts.estimateError.help':
    'Average error of the estimates over the average wait: half is usual.',
  'admin.set.alerts.openMinutes': 'Ticket open, more than (minutes)',
  'admin.set.alerts.openMinutes.help': 'From the moment it was taken.',
  'admin.set.alerts.targetMinutes': 'Target about to be passed: warn ahead by (minutes)',
  'admin.set.alerts.targetMinutes.help':
    'Or a quarter of the queue’s target, if that is less. 0 warns only once it is passed.',
  'admin.set.alerts.targetShare': 'Called within target today, less than',
  'admin.set.alerts.targetShare.help': 'Once a queue has had ten calls. 80% is eight in ten.',
  'admin.set.alerts.pauseMinutes': 'Pause longer than (minutes)',
  'admin.set.alerts.pauseMinutes.help': 'Within opening hours.',
};
