import { TranslationOf } from './catalogue';
import { refusalsEsCL } from './refusals-es-CL';

/** English refusals; the same keys as `refusals-es-CL.ts`. */
export const refusalsEn: TranslationOf<typeof refusalsEsCL> = {
  'staff.problem.advisor_busy': 'there is already a turn in hand.',
  'staff.problem.advisor_not_available': 'not available; end the pause first.',
  'staff.problem.wrong_state': 'the turn changed meanwhile.',
  'staff.problem.not_your_ticket': 'that turn is someone else’s.',
  'staff.problem.same_queue': 'it is in that line already.',
  'staff.problem.queue_closed': 'that line is closed.',
  'staff.problem.queue_not_served': 'that line is not one of yours.',
  'staff.problem.no_queues': 'at least one line must stay.',
  'staff.problem.serves_no_queue':
    'no lines are assigned to you in this branch; ask administration.',
  'staff.problem.counter_taken': 'someone else serves at that counter; choose a free one.',
  'staff.problem.unknown_counter': 'that counter no longer exists; choose another one.',
  'staff.problem.unknown_queue': 'that line no longer exists.',
  'staff.problem.unknown_advisor': 'that person has not begun the day at this branch.',
  'staff.problem.not_on_duty': 'that person is off duty.',
  'staff.problem.unknown_alert': 'that alert is closed already.',
  'staff.problem.unknown': 'it did not work. Try again; if it stays, tell your supervisor.',
  'staff.problem.counter_required': 'choose a counter first.',
  'staff.problem.reason_required': 'a reason is missing.',
  'staff.problem.wrong_day': 'that turn is from another day.',
  'staff.problem.unknown_ticket': 'that turn is no longer in the branch.',
  'staff.problem.out_of_turn_not_allowed': 'this branch does not allow calling out of turn.',
};
