import { WatchedParts } from '../measures/watched-parts';
import { AlarmSpec } from './alarm-spec';
import { cacheAlarms, databaseAlarms } from './data-alarms';
import { edgeAlarms } from './edge-alarms';
import { foresightAlarms } from './foresight-alarms';
import { hostAlarms } from './host-alarms';
import { messageAlarms } from './message-alarms';
import { servingAlarms } from './serving-alarms';

/** Every alarm of a deployment. */
export function alarmList(parts: WatchedParts): AlarmSpec[] {
  return [
    ...servingAlarms(parts),
    ...messageAlarms(parts),
    ...foresightAlarms(parts),
    ...hostAlarms(parts),
    ...databaseAlarms(parts),
    ...cacheAlarms(parts),
    ...edgeAlarms(parts),
  ];
}

/** The anchor that Markdown viewers generate for a heading. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replace(/ /g, '-');
}
