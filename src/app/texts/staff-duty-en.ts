import { joined, TranslationOf } from './catalogue';
import { staffCounterEn } from './staff-counter-en';
import { staffDutyEsCL } from './staff-duty-es-CL';

/** English about being on duty and whom they serve; the same keys as `staff-duty-es-CL.ts`. */
export const staffDutyEn: TranslationOf<typeof staffDutyEsCL> = {
  ...staffCounterEn,
  'advisor.do.plan': 'Pause or leave after this ticket',
  'advisor.do.unplan': 'Keep serving',
  'advisor.do.pause-after': 'Pause after this one',
  'advisor.do.leave-after': 'End my day after this one',
  'advisor.plan.paused': 'You will be paused after this ticket.',
  'advisor.plan.offline': 'Your day ends after this ticket.',
  'advisor.asked.come-back': '{name} asks you to come back ({time}).',
  'advisor.asked.pause': '{name} asks you to pause when you can ({time}).',
  'advisor.asked.read': 'Got it',
  'pause.dismissed': 'This user no longer serves at this branch.',
  'advisor.person': 'At your counter',
  'advisor.person.unproven': 'typed on the page, not shown',
  'advisor.person.show': 'Show all of it',
  'advisor.person.show.why': 'It is recorded that you saw it.',
  'advisor.person.visits': 'Also today: {visits}',
  'staff.problem.anonymous_ticket': 'that ticket was taken without a RUT.',
  'floor.act.ask-back': 'Ask {name} to come back',
  'floor.act.ask-pause': 'Ask {name} to pause',
  'floor.act.asked-pause': 'Asked to pause at {time}',
  'floor.act.asked-back': 'Asked to come back at {time}',
  'floor.act.pause-after': 'Pause {name} after this ticket',
  'staff.problem.console_silent': joined(
    'their console is not responding, so nobody would serve the customers. Ask them ',
    'to come back.',
  ),
  'staff.problem.on_duty_elsewhere': 'already on duty at another branch; end the day there first.',
  'staff.problem.unknown_ticket': 'that ticket is no longer at the branch.',
  'staff.problem.already_so': 'that is already the case.',
};
