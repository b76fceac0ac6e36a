import { staffSay } from '../shared/look/staff-words';
import { Action } from './outbox';

/**
 * The label of a button, also used in messages about its press. Off duty, *resume* reads as
 * starting the day.
 */
export function actionWords(action: Action, off = false): string {
  return off && action === 'resume'
    ? staffSay('advisor.start-day')
    : staffSay(`advisor.do.${action}`);
}
