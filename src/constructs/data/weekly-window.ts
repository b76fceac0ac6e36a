import { Token } from 'aws-cdk-lib';

/** Night in Chile on Sunday, branches closed. */
export const MAINTENANCE = 'Sun:06:00-Sun:07:00';

/** Hours (UTC) in which something is backed up every day: night in Chile, branches closed. */
export const BACKUPS = { database: '05:00-05:45', cache: '05:00-06:00', nightly: '07:00-08:00' };

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const HOUR = 60;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Part of a week, in minutes since Sunday 00:00 UTC. */
interface Window {
  readonly from: number;
  /** How long it is. */
  readonly minutes: number;
}

const moment = '(sun|mon|tue|wed|thu|fri|sat):([01]\\d|2[0-3]):([0-5]\\d)';
const written = new RegExp(`^${moment}-${moment}$`, 'i');

function read(text: string): Window | undefined {
  const [, ...parts] = written.exec(text) ?? [];
  if (parts.length === 0) return undefined;
  const [from, to] = [parts.slice(0, 3), parts.slice(3)].map(
    ([day, hour, minute]) =>
      DAYS.findIndex((each) => each.toLowerCase() === day.toLowerCase()) * DAY +
      Number(hour) * HOUR +
      Number(minute),
  );
  return { from, minutes: (to - from + WEEK) % WEEK };
}

const two = (value: number) => String(value).padStart(2, '0');

function write(minutes: number): string {
  const at = minutes % WEEK;
  const clock = `${two(Math.floor((at % DAY) / HOUR))}:${two(at % HOUR)}`;
  return `${DAYS[Math.floor(at / DAY)]}:${clock}`;
}

/** Whether a part of the week overlaps certain hours of any day, such as `05:00-05:45`. */
function meets({ from, minutes }: Window, daily: string): boolean {
  const [begin, end] = daily.split('-').map((time) => {
    const [hour, minute] = time.split(':').map(Number);
    return hour * HOUR + minute;
  });
  // eight days: a window that begins on Saturday may end on Sunday
  return DAYS.concat('again').some(
    (_, day) => from < day * DAY + end && day * DAY + begin < from + minutes,
  );
}

/** What AWS requires of a window. */
export interface WindowRule {
  /** Its minimum length in minutes. */
  readonly least: number;
  /** Hours of every day that it must not overlap. */
  readonly backups: string;
}

/** What is wrong with a maintenance window: one sentence per problem, with the way out. */
export function windowProblems(
  name: string,
  text: string | undefined,
  { least, backups }: WindowRule,
): string[] {
  if (text === undefined) return [];
  const example = `such as ${MAINTENANCE}`;
  if (Token.isUnresolved(text)) return [`${name} is known only while deploying; give it as text`];
  const window = read(text);
  if (!window) {
    return [`${name} is "${text}"; write days and times of the week in UTC, ${example}`];
  }
  if (window.minutes < least || window.minutes >= DAY) {
    return [
      `${name} is "${text}", which is ${window.minutes} minutes; ` +
        `give ${least} minutes at least and less than a day, ${example}`,
    ];
  }
  return meets(window, backups)
    ? [
        `${name} is "${text}", which overlaps the daily backup (${backups} UTC); ` +
          `AWS refuses that: give a time before or after it, ${example}`,
      ]
    : [];
}

/** Whether the nightly AWS Backup may find the database under maintenance. */
export function meetsNightlyBackup(text: string): boolean {
  const window = read(text);
  return window !== undefined && meets(window, BACKUPS.nightly);
}

/**
 * A window, or a later one of the same length in a row of windows that follow each other. A window
 * that cannot be read is reported elsewhere, and the default stands in for it.
 * @param steps how many windows later; 0 for the window itself
 */
export function windowAfter(text: string | undefined, steps: number): string {
  const given = text === undefined || Token.isUnresolved(text) ? MAINTENANCE : text;
  const { from, minutes } = read(given) ?? read(MAINTENANCE)!;
  const begin = from + steps * minutes;
  return `${write(begin)}-${write(begin + minutes)}`;
}
