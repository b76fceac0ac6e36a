import { TranslationOf } from './catalogue';
import { staffAlertsEsCL } from './staff-alerts-es-CL';

/** English about what needs a supervisor; the same keys as `staff-alerts-es-CL.ts`. */
export const staffAlertsEn: TranslationOf<typeof staffAlertsEsCL> = {
  'alert.target-near': {
    zero: '{queue}: about to miss its target of {threshold}.',
    one: '{queue}: {time} left of its target of {threshold}.',
    other: '{queue}: {time} left of its target of {threshold}.',
  },
  'alert.target-passed': {
    zero: '{queue}: has just missed its target of {threshold}.',
    one: '{queue}: {time} past its target of {threshold}.',
    other: '{queue}: {time} past its target of {threshold}.',
  },
  'alert.target-ahead':
    '{queue}: over the next {minutes} min, {n} in 10 within target; {threshold} are expected.',
  'alert.do.simulated': '{effect}: {n} in 10 within target, instead of {instead}.',
  'alert.share-low': '{queue}: {value} within target today; {threshold} is expected.',
  'alert.line-past-closing': {
    zero: '{queue}: the queue will not be served before closing time.',
    one: '{queue}: the queue would end {time} after closing time.',
    other: '{queue}: the queue would end {time} after closing time.',
  },
  'alert.pause-long': '{name} has been paused for {value} (alert from {threshold}).',
  'alert.console-silent': {
    zero: 'There is no signal from {name}’s console.',
    one: 'There has been no signal from {name}’s console for {time}.',
    other: 'There has been no signal from {name}’s console for {time}.',
  },
  'floor.alert.over': 'No longer so: this alert will close by itself.',
  'floor.alert.since.day': 'since {time}',
  'floor.alert.cleared.day': 'Closed on {time}',
  'floor.alert.messages': 'Meanwhile, ask those who wait to watch the display.',
  'floor.alert.show.queue': 'Show the queue',
  'floor.alert.show.advisor': 'Show the counter',
  'floor.queues.none': 'This branch has no queues yet.',
  'floor.counters.none': 'This branch has no counters yet.',
  'floor.advisors.none': 'This branch has no advisors yet.',
  'staff.lacking.text':
    'The bank’s administration adds what is missing; it will appear here by itself.',
  'staff.lacking.add': 'Add them in Administration',
  'floor.calm.not': 'No alerts right now',
  'floor.calm.not.text': {
    zero: 'No queue or counter is red.',
    one: '{n} queue or counter is red. If it stays red, what to do will appear here.',
    other: '{n} queues or counters are red. If they stay red, what to do will appear here.',
  },
  'floor.row.long-pause': 'long pause',
  'floor.row.silent': 'no signal from console',
  'floor.chart.queue': 'Queue in the charts',
  'floor.chart.queue.all': 'All queues',
  'overview.search': 'Find a branch',
  'overview.sort': 'Sort by',
  'overview.sort.worst': 'Worst first',
  'overview.sort.name': 'Name',
  'overview.sort.waiting': 'Most people waiting',
  'overview.sort.wait': 'Longest average wait',
  'overview.sort.target': 'Fewest within target',
  'overview.none': 'No branch has that name.',
  'overview.tile.waiting': { zero: 'nobody waiting', one: '{n} waiting', other: '{n} waiting' },
  'overview.tile.late': { one: '{n} late', other: '{n} late' },
  'overview.legend': 'People waiting, average wait, and share called within target today.',
  'overview.tile.alerts': { one: '{n} alert', other: '{n} alerts' },
  'overview.tile.nobody': 'nobody on duty',
};
