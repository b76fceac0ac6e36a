import { TranslationOf } from './catalogue';
import { staffDutyEsCL } from './staff-duty-es-CL';

/** English about being on duty; the same keys as `staff-duty-es-CL.ts`. */
export const staffDutyEn: TranslationOf<typeof staffDutyEsCL> = {
  'advisor.do.plan': 'Pause or leave after this turn',
  'advisor.do.unplan': 'Go on serving',
  'advisor.do.pause-after': 'Pause after this one',
  'advisor.do.leave-after': 'End my day after this one',
  'advisor.plan.paused': 'After this turn you are paused.',
  'advisor.plan.offline': 'After this turn your day ends.',
  'advisor.asked.come-back': '{name} asks you to come back ({time}).',
  'advisor.asked.pause': '{name} asks you to pause after this turn ({time}).',
  'advisor.asked.read': 'Got it',
  'pause.dismissed': 'This user no longer serves at this branch.',
  'floor.act.ask-back': 'Ask {name} to come back',
  'floor.act.asked-back': 'Asked to come back at {time}',
  'floor.act.pause-after': 'Pause {name} after this turn',
  'staff.problem.console_silent':
    'their console does not answer: nobody would serve the customers. Ask them to come back.',
  'staff.problem.on_duty_elsewhere': 'already on duty at another branch; end the day there first.',
  'staff.problem.unknown_ticket': 'that turn is no longer in the branch.',
  'staff.problem.already_so': 'it is so already.',
};
