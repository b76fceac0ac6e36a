import { esCL } from '../texts/es-CL';
import { clockTime, longDate, Speaker } from '../texts/format';
import { expectation, SaidAnyhow } from '../texts/said-wait';
import { asciiText, wrap } from './code-page';
import { Dialect } from './dialect';

/** What is on the paper: no name, no RUT, no lane. */
export interface PaperSlip {
  /** The branch, after the bank's name where it has one. */
  readonly branch: string;
  /** What the bank says first; empty = nothing. */
  readonly greeting: string;
  readonly title: string;
  readonly number: string;
  readonly queue: string;
  /** How long it may take, and where to look. */
  readonly lines: readonly string[];
  /** The customer's page, as a QR code, with one line on what it does. */
  readonly page: string;
  readonly pageWords: string;
  readonly issued: string;
}

/** What a slip shows of a ticket and its place in line. */
export interface SlipFacts {
  /** The bank's name and its greeting in the customer's language; empty = not on the paper. */
  readonly bank: string;
  readonly greeting: string;
  readonly branch: { readonly name: string; readonly timeZone: string };
  readonly number: string;
  /** The queue's name in the customer's language. */
  readonly queue: string;
  /** What may be said of the wait; null once nothing needs to be. */
  readonly said: SaidAnyhow | null;
  /** When the branch, or only the queue, closes (ms), if the ticket may not be called before. */
  readonly closing?: { readonly at: number; readonly of: 'branch' | 'queue' } | null;
  /**
   * For how many minutes a missed customer may come back by their page; 0 = the desk alone can do
   * it.
   */
  readonly comesBackMinutes: number;
  /** People ahead. */
  readonly ahead: number;
  readonly page: string;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
}

/** Says that closing may come before the turn: of the branch, or of this queue only. */
export const mayMiss = (
  { say, tag }: Pick<Speaker<typeof esCL>, 'say' | 'tag'>,
  { at, of }: NonNullable<SlipFacts['closing']>,
  timeZone: string,
): string =>
  say(of === 'queue' ? 'ticket.may-miss.queue' : 'ticket.may-miss', {
    time: clockTime(tag, at, timeZone),
  });

/** The slip in the customer's words, the same on every kind of printer. */
export function slipOf(
  speaker: Pick<Speaker<typeof esCL>, 'say' | 'tag'>,
  facts: SlipFacts,
): PaperSlip {
  const {
    bank,
    greeting,
    branch: { name, timeZone },
    number,
    queue,
    said,
    closing,
    comesBackMinutes,
    ahead,
    page,
    issuedAt,
  } = facts;
  const { say, tag } = speaker;
  return {
    branch: bank ? `${bank}, ${name}` : name,
    greeting,
    title: say('kiosk.result.is'),
    number,
    queue,
    lines: [
      ...(said ? [expectation(said, speaker, timeZone)] : []),
      ...(said && said.as !== 'deferred' ? [say('kiosk.result.ahead', { n: ahead })] : []),
      ...(closing ? [mayMiss(speaker, closing, timeZone)] : []),
      say('kiosk.result.show'),
      comesBackMinutes > 0
        ? say('arrival.paper', { n: comesBackMinutes })
        : say('arrival.paper.desk'),
    ],
    page,
    pageWords: say('kiosk.result.scan'),
    issued: `${longDate(tag, issuedAt, timeZone)}, ${clockTime(tag, issuedAt, timeZone)}`,
  };
}

/** Characters per line at normal size on 80 mm paper. */
export const COLUMNS = 42;
/** Names can be long, but paper is not: at most this many lines each. */
const MOST_LINES = 3;

const linesOf = (words: string, columns: number) => wrap(words, columns).slice(0, MOST_LINES);

/** The slip in a printer's command language. */
export function slipBytes(
  slip: PaperSlip,
  { start, centre, size, bold, line, feed, cut, qr }: Dialect,
  columns = COLUMNS,
): Uint8Array {
  const text = (words: string) => linesOf(words, columns).flatMap((each) => line(each));
  return Uint8Array.from([
    ...start(),
    ...centre(),
    ...text(slip.branch),
    ...(slip.greeting ? text(slip.greeting) : []),
    ...line(),
    ...text(slip.title),
    ...size(6, 6),
    ...bold(true),
    ...line(slip.number),
    ...bold(false),
    ...size(1, 1),
    ...bold(true),
    ...text(slip.queue),
    ...bold(false),
    ...line(),
    ...slip.lines.flatMap(text),
    ...line(),
    ...qr(slip.page),
    ...line(),
    ...text(slip.pageWords),
    ...line(),
    ...line(slip.issued),
    ...feed(2),
    ...cut(),
  ]);
}

/**
 * The slip as text, for a printer that takes nothing else. It cannot draw a QR code, so the page's
 * address is written out. The printer cuts by itself.
 */
export function slipText(
  slip: PaperSlip,
  { columns = COLUMNS, utf8 = false }: { readonly columns?: number; readonly utf8?: boolean } = {},
): string {
  const text = (words: string) => linesOf(utf8 ? words : asciiText(words), columns);
  return [
    ...text(slip.branch),
    ...(slip.greeting ? text(slip.greeting) : []),
    '',
    ...text(slip.title),
    '',
    ...text(slip.number),
    '',
    ...text(slip.queue),
    '',
    ...slip.lines.flatMap(text),
    '',
    ...wrap(slip.page, columns),
    '',
    ...text(slip.issued),
    '',
  ].join('\n');
}
