import { forIntl } from '../domain/model/local-time';
import { Arguments, Plural, Text, Texts } from './catalogue';

/** Says the texts of one catalogue in one language. */
export interface Speaker<C extends Texts> {
  /** BCP 47 tag for dates, numbers and plurals: `es-CL`. */
  readonly tag: string;
  /** The text with its placeholders filled. Numbers are written as usual in the language. */
  say<K extends keyof C & string>(key: K, ...values: Arguments<C[K]>): string;
}

/**
 * A speaker for a catalogue. `first` is complete. `translation` may be partial: what it lacks, or
 * leaves empty, is said in `first`. A placeholder without a value stays visible as `{name}`, so
 * that tests notice.
 */
export function speaker<C extends Texts>(
  tag: string,
  first: C,
  firstTag: string,
  translation?: Texts,
): Speaker<C> {
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}) => {
    const own = translation?.[key];
    const text: Text = own === undefined || own === '' ? first[key] : own;
    const language = own === undefined || own === '' ? firstTag : tag;
    const form = typeof text === 'string' ? text : pluralForm(text, Number(values.n), language);
    return form.replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in values ? written(values[name], tag) : whole,
    );
  };
  return { tag, say: say as Speaker<C>['say'] };
}

/** The form of a plural text for `n`. `zero` is our own: used for 0 if the text has it. */
export function pluralForm(text: Plural, n: number, tag: string): string {
  if (n === 0 && text.zero !== undefined) return text.zero;
  const category = pluralRules(tag).select(n);
  return text[category as keyof Plural] ?? text.other;
}

const written = (value: string | number, tag: string) =>
  typeof value === 'number' ? numberFormat(tag).format(value) : value;

/** Intl objects are expensive to create and cheap to keep: one per tag and purpose. */
const kept = new Map<string, unknown>();
function keep<T>(name: string, make: () => T): T {
  if (!kept.has(name)) kept.set(name, make());
  return kept.get(name) as T;
}

/** Safari before 13 has no plural rules: there 1 is one, as in every language we have. */
const pluralRules = (tag: string): { select(n: number): string } =>
  keep(`plural ${tag}`, () =>
    'PluralRules' in Intl
      ? new Intl.PluralRules(known(tag))
      : { select: (n: number) => (n === 1 ? 'one' : 'other') },
  );
const numberFormat = (tag: string) =>
  keep(`number ${tag}`, () => new Intl.NumberFormat(known(tag), { maximumFractionDigits: 1 }));

/**
 * Where `Intl` does not know a language, dates and numbers are written as in the first language.
 */
const FIRST = 'es-CL';
const known = (tag: string): readonly string[] => [tag, FIRST];
/**
 * Our English is British, in words and in dates. Most people in Chile would misread `11/24/2026`,
 * so English dates never write the month as a number.
 */
const dateTag = (tag: string) => known(tag === 'en' ? 'en-GB' : tag);
const dayMonthYear = (tag: string): Intl.DateTimeFormatOptions =>
  tag === 'en'
    ? { day: 'numeric', month: 'short', year: 'numeric' }
    : { day: '2-digit', month: '2-digit', year: 'numeric' };

/** `12:04`, 24 hours, in the branch's zone. `at` in ms since 1970. */
export function clockTime(tag: string, at: number, zone?: string): string {
  const { at: shown, timeZone } = forIntl(at, zone);
  return keep(
    `time ${tag} ${timeZone}`,
    () =>
      new Intl.DateTimeFormat(known(tag), {
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone,
      }),
  ).format(shown);
}

/**
 * `martes 24 de noviembre`, `Tuesday 24 November`, in the branch's zone, for use inside a sentence:
 * without the comma after the weekday, which would need another one after the date.
 */
export function longDate(tag: string, at: number, zone?: string): string {
  const { at: shown, timeZone } = forIntl(at, zone);
  return keep(
    `date ${tag} ${timeZone}`,
    () =>
      new Intl.DateTimeFormat(dateTag(tag), {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        timeZone,
      }),
  )
    .format(shown)
    .replace(/^([^\s,]+),/, '$1');
}

/**
 * `26-11-2026`, `26 Nov 2026`: a day of the calendar, given as `2026-11-26`, or the day of an
 * instant in the zone, in the form that `dateAndTime` begins with.
 */
export function shortDate(tag: string, day: string | number, zone?: string): string {
  const { at: shown, timeZone } =
    typeof day === 'string' ? { at: Date.parse(day), timeZone: 'UTC' } : forIntl(day, zone);
  return keep(
    `day ${tag} ${timeZone}`,
    () => new Intl.DateTimeFormat(dateTag(tag), { ...dayMonthYear(tag), timeZone }),
  ).format(shown);
}

/** `26-11`, `26 Nov`: the same without its year, along an axis. */
export const dayAndMonth = (tag: string, day: string): string =>
  shortDate(tag, day).replace(/\W?\d{4}$/, '');

/** The month of a day of the calendar, given as `2026-11-26`: `noviembre de 2026`. */
export const monthAndYear = (tag: string, day: string): string =>
  keep(
    `month ${tag}`,
    () => new Intl.DateTimeFormat(known(tag), { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  ).format(Date.parse(day));

/** `24-11-2026, 12:04`, `24 Nov 2026, 12:04`, for tables. */
export function dateAndTime(tag: string, at: number, zone?: string): string {
  const { at: shown, timeZone } = forIntl(at, zone);
  return keep(
    `both ${tag} ${timeZone}`,
    () =>
      new Intl.DateTimeFormat(dateTag(tag), {
        ...dayMonthYear(tag),
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone,
      }),
  ).format(shown);
}

/** The name of an ISO weekday, 1 = Monday. */
export function weekday(tag: string, iso: number): string {
  const monday = Date.UTC(2024, 0, 1);
  return keep(
    `weekday ${tag}`,
    () => new Intl.DateTimeFormat(known(tag), { weekday: 'long', timeZone: 'UTC' }),
  ).format(monday + (iso - 1) * 86_400_000);
}

/**
 * How long ago, in the largest whole unit: `hace 3 min`. At least a second, since `hace 0 s` would
 * mean now.
 */
export function ago(tag: string, ms: number): string {
  const seconds = Math.max(1, Math.floor(ms / 1000));
  if (seconds < 60) return before(tag, seconds, 'second');
  if (seconds < 3600) return before(tag, Math.floor(seconds / 60), 'minute');
  return before(tag, Math.floor(seconds / 3600), 'hour');
}

const SHORT = { second: 's', minute: 'min', hour: 'h' } as const;
type Unit = keyof typeof SHORT;

/** Safari before 14 cannot say it in any language. */
function before(tag: string, n: number, unit: Unit): string {
  if (!('RelativeTimeFormat' in Intl)) {
    const time = `${n}\u00a0${SHORT[unit]}`;
    return tag.startsWith('en') ? `${time} ago` : `hace ${time}`;
  }
  return whole(
    keep(
      `ago ${tag}`,
      () => new Intl.RelativeTimeFormat(known(tag), { style: 'short', numeric: 'always' }),
    ).format(-n, unit),
  );
}

/** Keeps a number and its unit on one line. */
const whole = (text: string): string => text.replace(/(\d) /g, '$1\u00a0');

/**
 * How long, in minutes: `45 min`, from an hour on `10 h 37 min`, on consoles, the floor, reports
 * and in alerts alike. Next to a running clock, `1:05` would read as a minute and five seconds.
 */
export function howLong(tag: string, minutes: number): string {
  const rounded = Math.round(minutes);
  if (rounded < 60) return `${number(tag, minutes)}\u00a0${SHORT.minute}`;
  const [hours, rest] = [Math.floor(rounded / 60), rounded % 60];
  const said = `${number(tag, hours)}\u00a0${SHORT.hour}`;
  return rest === 0 ? said : `${said} ${rest}\u00a0${SHORT.minute}`;
}

/**
 * The same for a measured time, rounded; `28 s` below a minute, because `0 min` would read as none.
 */
export const timeSpan = (tag: string, ms: number): string =>
  ms < 59_500
    ? `${Math.round(ms / 1000)}\u00a0${SHORT.second}`
    : howLong(tag, Math.round(ms / 60_000));

/**
 * `0.83` → `83%`, with a space before the sign where the language has one. `digits` after the point
 * are for shares that `judged` has rounded.
 */
export function percent(tag: string, share: number, digits = 0): string {
  return keep(
    `percent ${tag} ${digits}`,
    () => new Intl.NumberFormat(known(tag), { style: 'percent', maximumFractionDigits: digits }),
  ).format(share);
}

/** A number as usual in the language, with at most one decimal. */
export const number = (tag: string, value: number): string => numberFormat(tag).format(value);

/** A running clock: `4:05` or `1:04:05`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}
