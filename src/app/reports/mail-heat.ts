import { HourCell, Hours, levelOf } from '../domain/views/report-figures';
import { number, weekday } from '../texts/format';
import { judgedMinutes } from '../texts/judged';
import { escaped, groundOf, headingHtml, INK, QUIET, WRONG } from './mail-html';

export interface MailHeat {
  readonly tag: string;
  readonly title: string;
  readonly hour: string;
  readonly brand: string;
  readonly hours: Hours;
  readonly value: (cell: HourCell) => number | undefined;
  /** Above it, a cell is red. */
  readonly target?: number;
}

const shown = (tag: string, value: number, target?: number): string =>
  number(tag, judgedMinutes(value, target));

const isOver = (value: number, target: number | undefined): boolean =>
  target !== undefined && value > target;

/** Whether a cell is above the target. */
export const hasOver = ({ hours, value, target }: MailHeat): boolean =>
  hours.weekdays.some((day) =>
    hours.hours.some((of) => {
      const cell = hours.at(day, of);
      return isOver((cell && value(cell)) ?? 0, target);
    }),
  );

/**
 * The reports page's chart as a table of coloured cells, which shows even where images are not
 * loaded and can be read aloud. Hours down and weekdays across, so that it fits a phone.
 */
export function heatHtml({ tag, title, hour, brand, hours, value, target }: MailHeat): string {
  const at = (day: number, of: number) => {
    const cell = hours.at(day, of);
    return cell && value(cell);
  };
  const most = Math.max(
    0,
    ...hours.weekdays.flatMap((day) => hours.hours.map((of) => at(day, of) ?? 0)),
  );
  const small = 'padding:5px 2px;font-size:12px;text-align:center';
  const first = `${small};text-align:left;color:${QUIET}`;
  const head = hours.weekdays
    .map(
      (day) =>
        `<th scope="col" align="center" style="${small};color:${QUIET}">` +
        `${escaped(weekday(tag, day).slice(0, 3))}</th>`,
    )
    .join('');
  const row = (of: number) =>
    hours.weekdays
      .map((day) => {
        const figure = at(day, of);
        if (!figure) {
          const none = figure === 0 ? '0' : '–';
          return `<td align="center" style="${small};color:${QUIET}">${none}</td>`;
        }
        const over = isOver(figure, target);
        const ground = groundOf(over ? WRONG : brand, levelOf(figure, most));
        return (
          `<td align="center" bgcolor="${ground}" style="${small};background:${ground};` +
          `border:1px solid #ffffff;color:${INK};font-weight:${over ? 700 : 400}">` +
          `${escaped(shown(tag, figure, target))}</td>`
        );
      })
      .join('');
  const body = hours.hours
    .map((of) => `<tr><th scope="row" align="left" style="${first}">${of}:00</th>${row(of)}</tr>`)
    .join('\n');
  return (
    `${headingHtml(title)}\n<table width="100%" cellspacing="0" cellpadding="0" border="0" ` +
    'style="border-collapse:collapse;table-layout:fixed"><thead><tr><th align="left" width="44" ' +
    `style="${first};width:44px">${escaped(hour)}</th>${head}</tr></thead>\n` +
    `<tbody>\n${body}\n</tbody></table>`
  );
}

/** The same as lines of text: `lun  9:00 3  10:00 24,5*`, with a star above the target. */
export const heatText = ({ tag, title, hours, value, target }: MailHeat): readonly string[] => [
  title,
  ...hours.weekdays.map(
    (day) =>
      `${weekday(tag, day).slice(0, 3)}  ` +
      hours.hours
        .flatMap((of) => {
          const cell = hours.at(day, of);
          const figure = cell && value(cell);
          return figure === undefined
            ? []
            : [`${of}:00 ${shown(tag, figure, target)}${isOver(figure, target) ? '*' : ''}`];
        })
        .join('  '),
  ),
];
