import { percent, shortDate, weekday } from '../../texts/format';
import { languages } from '../../texts/languages';
import type { Settings } from '../../wire/settings';
import { named, tag } from '../shared/look/words';
import { SettingField, settingGroups } from './settings-list';
import { yesNo } from './table';
import { adminSay, PlainAdminKey } from './words';

const fields: ReadonlyMap<string, SettingField> = new Map(
  settingGroups.flatMap((group) => group.fields.map((field) => [field.path, field] as const)),
);

/** The value of a setting in words, so that a person can compare two values. */
export function settingWords(path: string, value: unknown): string {
  if (value === undefined || value === '') return adminSay('admin.conflict.nothing');
  const field = fields.get(path);
  switch (field?.as) {
    case 'yes-no':
      return yesNo(value === true);
    case 'share':
      return percent(tag.value, Number(value));
    case 'choice':
      return adminSay(`admin.set.${path}.${String(value)}` as PlainAdminKey);
    case 'logo':
      return adminSay('admin.face.has-logo');
    case 'numbers':
    case 'queue-order':
      return (value as readonly (number | string)[]).join(', ');
    case 'languages':
      return (value as readonly string[]).map(languageName).join(', ');
    case 'hours':
      return hoursWords(value as Settings['hours']);
    case 'dates':
      return (
        Object.keys(value as object)
          .sort()
          .map((date) => shortDate(tag.value, date))
          .join(', ') || adminSay('admin.conflict.nothing')
      );
    case 'closures':
      return (value as Settings['closures']).map(closureWords).join(', ');
    default:
      return String(value);
  }
}

/** `Desde el 02-01-2027 hasta el 05-01-2027: duelo nacional`. */
export function closureWords({ from, until, reason }: Settings['closures'][number]): string {
  const first = shortDate(tag.value, from);
  const dates = until
    ? adminSay('admin.closure.until', { from: first, until: shortDate(tag.value, until) })
    : adminSay('admin.closure.from', { from: first });
  const why = reason && named(reason);
  return why ? `${dates}: ${why}` : dates;
}

const languageName = (code: string) => languages.find((each) => each.code === code)?.name ?? code;

function hoursWords(hours: Settings['hours']): string {
  if (hours === 'always') return adminSay('admin.set.hours.always');
  const days = Object.entries(hours).filter(([, spans]) => spans.length > 0);
  return days
    .map(
      ([day, spans]) =>
        `${weekday(tag.value, Number(day))} ` +
        spans.map(({ from, to }) => `${from}–${to}`).join(', '),
    )
    .join('; ');
}
