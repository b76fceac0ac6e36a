import { staffSay } from '../shared/look/staff-words';
import { Action } from './outbox';

/**
 * What a button is called, also where a press of it is reported. Off duty, the one that resumes
 * begins the day.
 */
export function actionWords(action: Action, off = false): string {
  return off && action === 'resume'
    ? staffSay('advisor.start-day')
    : staffSay(`advisor.do.${action}`);
}
