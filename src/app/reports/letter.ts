import { Face } from '../domain/model/face';
import { Days, MailPeriod } from '../domain/model/report-mail';
import { Language } from '../domain/model/ticket';
import { BranchLine, Hours, Line, together } from '../domain/views/report-figures';
import { dateAndTime, number, percent } from '../texts/format';
import { hasOver, heatHtml, heatText, MailHeat } from './mail-heat';
import { brandOf, buttonHtml, escaped, messageHtml, tableHtml, textHtml } from './mail-html';
import { daysInWords, MailSpeaker, mailSpeaker, placeOf, sentence, subjectOf } from './mail-words';

/** What one message says. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface LetterOf {
  readonly language: Language;
  readonly face: Pick<Face, 'name' | 'brand'>;
  /** The branch's name; undefined: the report covers all that its reader may see. */
  readonly place: string | undefined;
  readonly period: MailPeriod;
  readonly days: Days;
  /** Everything up to here is in it, ms. */
  readonly asOf: number;
  readonly timeZone: string;
  readonly branches: readonly BranchLine[];
  /** Of one branch. */
  readonly detail?: {
    readonly queues: readonly { readonly name: string; readonly line: Line }[];
    readonly hours: Hours;
    /** Minutes; of all queues, where they have one and the same. */
    readonly target?: number;
  };
  readonly links: { readonly reports: string; readonly end: string };
}

/**
 * A report as a message: its figures, its chart and the link that ends it, without any personal
 * data.
 */
export function reportLetter(of: LetterOf): Letter {
  const speaks = mailSpeaker(of.language);
  const { say, tag } = speaks;
  const subtitle = [sentence(placeOf(speaks, of.place)), daysInWords(speaks, of.period, of.days)];
  const tables = tablesOf(of, speaks);
  const heats = heatsOf(of, speaks);
  const asOf = say('as-of', { time: dateAndTime(tag, of.asOf, of.timeZone) });
  const nothing = together(of.branches).issued === 0 && together(of.branches).called === 0;
  const over = heats.some(hasOver);
  return {
    subject: subjectOf(speaks, of.period, of.days, of.place),
    html: messageHtml({
      language: tag,
      face: of.face,
      title: say(`heading.${of.period}`),
      subtitle,
      body: [
        ...(nothing ? [textHtml(say('nobody'))] : []),
        ...tables.map(({ title, headings, rows }) => tableHtml(title, headings, rows)),
        ...heats.map(heatHtml),
        ...(over ? [textHtml(say('over'))] : []),
        buttonHtml(brandOf(of.face), say('open'), of.links.reports),
        textHtml(say('files')),
        textHtml(asOf),
      ],
      foot: [
        `${escaped(say('why'))}<br>`,
        `<a href="${escaped(of.links.end)}" style="color:inherit">${escaped(say('end'))}</a>`,
      ],
    }),
    text: [
      of.face.name,
      say(`heading.${of.period}`),
      subtitle.join(' · '),
      ...(nothing ? ['', say('nobody')] : []),
      ...tables.flatMap(({ title, headings, rows }) => ['', ...linesOf(title, headings, rows)]),
      ...heats.flatMap((heat) => ['', ...heatText(heat)]),
      ...(over ? [say('over.text')] : []),
      '',
      `${say('open')}: ${of.links.reports}`,
      say('files'),
      asOf,
      '',
      say('why'),
      `${say('end')}: ${of.links.end}`,
      '',
    ]
      .join('\n')
      .trimStart(),
  };
}

interface Table {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table as lines of text: what each row is of, then each figure by its name. */
const linesOf = (title: string, [, ...headings]: readonly string[], rows: Table['rows']) => [
  title,
  ...rows.map(
    ([first, ...figures]) =>
      `- ${first}: ${figures.map((figure, at) => `${headings[at]} ${figure}`.trim()).join('; ')}`,
  ),
];

function tablesOf({ branches, detail }: LetterOf, { say, tag }: MailSpeaker): readonly Table[] {
  const n = (value: number | undefined) => (value === undefined ? '–' : number(tag, value));
  const share = (value: number | undefined) => (value === undefined ? '–' : percent(tag, value));
  const all = together(branches);
  const summary: Table = {
    title: say('summary'),
    headings: ['', ''],
    rows: [
      [say('figure.issued'), n(all.issued)],
      [say('figure.served'), n(all.served)],
      [say('figure.abandoned'), n(all.abandoned)],
      [say('figure.wait'), n(all.wait)],
      [say('figure.inTarget'), share(all.inTarget)],
      [say('figure.service'), n(all.service)],
    ],
  };
  const columns = (first: string) => [
    first,
    say('figure.issued'),
    say('figure.called'),
    say('figure.wait'),
    say('short.inTarget'),
    say('short.abandoned'),
  ];
  const figures = (name: string, line: Omit<Line, 'key'>) => [
    name,
    n(line.issued),
    n(line.called),
    n(line.wait),
    share(line.inTarget),
    share(line.abandonedShare),
  ];
  const each: Table = detail
    ? {
        title: say('queues'),
        headings: columns(say('queue')),
        rows: detail.queues.map(({ name, line }) => figures(name, line)),
      }
    : {
        title: say('branches'),
        headings: columns(say('branch')),
        rows: branches.map((line) => figures(line.name, line)),
      };
  return each.rows.length ? [summary, each] : [summary];
}

function heatsOf({ detail, face }: LetterOf, { say, tag }: MailSpeaker): readonly MailHeat[] {
  if (!detail?.hours.hours.length) return [];
  const shared = { tag, hour: say('hour'), brand: brandOf(face), hours: detail.hours };
  return [
    { ...shared, title: say('arrivals'), value: ({ arrivals }) => arrivals },
    { ...shared, title: say('waits'), value: ({ wait }) => wait, target: detail.target },
  ];
}
