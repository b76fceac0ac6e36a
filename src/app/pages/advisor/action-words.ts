import { staffSay } from '../shared/staff-words';
import { Action } from './outbox';

/** What a button is called, also where a press of it is reported. */
export function actionWords(action: Action): string {
  return staffSay(`advisor.do.${action}`);
}
