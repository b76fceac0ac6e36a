import type { PlainAdminKey } from './plain-key';

/**
 * What the API wants of a field is an English sentence for programmers. Here it becomes a sentence
 * for the person who fills in the form. A test compares this list with every schema that a form
 * sends.
 */
const exact: ReadonlyMap<string, PlainAdminKey> = new Map(
  Object.entries({
    'one of the pictures there are, or nothing': 'admin.wants.choice',
    'the group in both languages, or in neither': 'admin.wants.group',
    'some text': 'admin.wants.text',
    text: 'admin.wants.text',
    'another id': 'admin.wants.another-id',
    'an id that is no RUT, such as advisor-1': 'admin.wants.id-no-rut',
    'a number': 'admin.form.number',
    'a whole number': 'admin.form.whole',
    'not below 0': 'admin.wants.not-negative',
    'a time from 00:00 to 23:59 as HH:MM': 'admin.wants.time',
    'a time from 00:00 to 24:00 as HH:MM': 'admin.wants.end',
    'a share from 0 to 1': 'admin.wants.share',
    'a time zone of the IANA list, such as America/Santiago': 'admin.wants.zone',
    'a zone of the IANA list, such as America/Santiago': 'admin.wants.zone',
    'an end that is not its beginning': 'admin.wants.span',
    'always, or for each weekday 1 (Monday) to 7 a list of {from, to}': 'admin.wants.hours',
    'a date as YYYY-MM-DD, such as 2027-01-01': 'admin.wants.date',
    'by date, {spans, reason}; no spans = closed': 'admin.wants.date',
    'a last date not before the first': 'admin.wants.last-date',
    'at least one choice': 'admin.wants.one-choice',
    'a language such as es': 'admin.wants.language',
    'at least one language': 'admin.wants.one-language',
    'one to three capital letters': 'admin.wants.prefix',
    'letters no other queue of the branch uses': 'admin.wants.prefix-taken',
    'letters no number of today begins with': 'admin.wants.prefix-today',
    'an id that no other code of the queue has': 'admin.wants.code-unique',
    'a name that no other code of the queue has': 'admin.wants.code-name',
    'at least one code, if one is required': 'admin.wants.one-code',
    'from 1 (last) to 9 (first)': 'admin.wants.priority',
    'more than 0 minutes': 'admin.wants.some-minutes',
    'an https address such as https://maps.example.com/1, or nothing': 'admin.wants.map',
    'an http or https URL': 'admin.wants.url',
    'at least one event type': 'admin.wants.types',
    'an event of the line, such as TicketIssued': 'admin.wants.line-event',
    'whsec_ and 24 to 64 bytes in base64': 'admin.wants.secret',
    'the id of a branch': 'admin.wants.branch',
    'all, or a list of branch ids': 'admin.wants.branches',
    'letters or digits': 'admin.wants.username',
    'a label that no other counter of the branch has': 'admin.wants.label-taken',
    'a username nobody else has': 'admin.wants.username-taken',
    'another active administrator of all branches': 'admin.wants.other-admin',
    'a colour as #rrggbb, such as #23307a, or nothing': 'admin.wants.colour',
    'a colour as #rrggbb, such as #ffc845, or nothing': 'admin.wants.colour',
    'a PNG picture as data:image/png;base64,…, or nothing': 'admin.wants.logo',
    'true or false': 'admin.wants.choice',
    'not to be there': 'admin.wants.unknown',
  } satisfies Record<string, PlainAdminKey>),
);

type CountedKey =
  | `admin.wants.${'characters' | 'fewest-characters' | 'spans' | 'dates' | 'closures'}`
  | `admin.wants.${'codes' | 'queues'}`
  | `admin.wants.${'choices' | 'most' | 'fewest' | 'silence'}`
  | `admin.wants.${'seconds' | 'fewest-seconds' | 'minutes' | 'fewest-minutes'}`;

const counted: readonly (readonly [RegExp, CountedKey])[] = [
  [/at most (\d+) characters$/, 'admin.wants.characters'],
  [/^Too big: expected string to have <=(\d+) characters$/, 'admin.wants.characters'],
  [/^at least (\d+) characters$/, 'admin.wants.fewest-characters'],
  [/^at most (\d+) spans a day$/, 'admin.wants.spans'],
  [/^at most (\d+) dates$/, 'admin.wants.dates'],
  [/^at most (\d+) closures$/, 'admin.wants.closures'],
  [/^at most (\d+) codes$/, 'admin.wants.codes'],
  [/^at most (\d+) queues$/, 'admin.wants.queues'],
  [/^at most (\d+) choices$/, 'admin.wants.choices'],
  [/^at most (\d+) seconds$/, 'admin.wants.seconds'],
  [/^at least (\d+) seconds: consoles are heard every 15$/, 'admin.wants.silence'],
  [/^at least (\d+) seconds$/, 'admin.wants.fewest-seconds'],
  [/^at most (\d+) minutes$/, 'admin.wants.minutes'],
  [/^at least (\d+) minutes?$/, 'admin.wants.fewest-minutes'],
  [/^at most (\d+)$/, 'admin.wants.most'],
  [/^at least (\d+)$/, 'admin.wants.fewest'],
];

type ColourKey = `admin.wants.${'brand' | 'accent'}`;
const coloured: readonly (readonly [RegExp, ColourKey])[] = [
  [/^a darker colour.* nearest is (#[0-9a-f]{6})$/, 'admin.wants.brand'],
  [/^a lighter colour.* nearest is (#[0-9a-f]{6})$/, 'admin.wants.accent'],
];

const shaped: readonly (readonly [RegExp, PlainAdminKey])[] = [
  [/^Invalid input: expected int\b/, 'admin.form.whole'],
  [/^the id of /, 'admin.wants.id'],
  [/^a PNG picture of at most/, 'admin.wants.logo-size'],
  [/^a PNG picture at most/, 'admin.wants.logo-narrow'],
  [/^a PNG picture /, 'admin.wants.logo'],
  [/^(one of|Invalid option|Invalid input: expected ") ?/, 'admin.wants.choice'],
  [/^(\S+, )*\S+ or \S+( \(.*\))?$/, 'admin.wants.choice'],
];

/** Refusals because of a branch, which is named. */
const SAME_DAY = /^nobody in line or at a counter of (.+), or the day that is open there$/s;

/** Refusals because of other hours of the day. */
const APART = /^to end by (\d\d:\d\d), when the next hours begin$/;

/** The text for what a field wants, with `n`, a colour, a time, or the name of a branch. */
export type WantsKey =
  | ({ readonly key: PlainAdminKey } & Without<'n' | 'colour' | 'branch' | 'time'>)
  | ({ readonly key: CountedKey; readonly n: number } & Without<'colour' | 'branch' | 'time'>)
  | ({ readonly key: ColourKey; readonly colour: string } & Without<'n' | 'branch' | 'time'>)
  | ({ readonly key: 'admin.wants.spans-apart'; readonly time: string } & Without<
      'n' | 'colour' | 'branch'
    >)
  | ({ readonly key: 'admin.wants.same-day'; readonly branch: string } & Without<
      'n' | 'colour' | 'time'
    >);
type Without<Names extends string> = Readonly<Partial<Record<Names, undefined>>>;

/** The key of the text that says what a field must be; undefined if there is none yet. Pure. */
export function wantsKey(wants: string): WantsKey | undefined {
  const whole = exact.get(wants);
  if (whole) return { key: whole };
  for (const [form, key] of counted) {
    const [, n] = form.exec(wants) ?? [];
    if (n !== undefined) return { key, n: Number(n) };
  }
  for (const [form, key] of coloured) {
    const [, colour] = form.exec(wants) ?? [];
    if (colour) return { key, colour };
  }
  const [, branch] = SAME_DAY.exec(wants) ?? [];
  if (branch !== undefined) return { key: 'admin.wants.same-day', branch };
  const [, time] = APART.exec(wants) ?? [];
  if (time !== undefined) return { key: 'admin.wants.spans-apart', time };
  const [, key] = shaped.find(([form]) => form.test(wants)) ?? [];
  return key && { key };
}
