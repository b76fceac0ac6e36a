import { pino } from 'pino';
import { standardOutput } from './log-lines';
import { Log } from './ports';

/** Members that must never appear in a line, however deep a request or an error carries them. */
const NAMES = [
  'authorization',
  'cookie',
  'set-cookie',
  'token',
  'password',
  'key',
  'code',
  'secret',
  'nationalId',
  'phone',
  'address',
  'remark',
  'note',
  'url',
  'sec-websocket-protocol',
];
const REMOVED = '[removed]';
/**
 * One of these members in JSON text, with a string, number or list as its value. A single pass over
 * the text: pino's own redaction took a tenth of a busy server's time.
 */
const MEMBER = new RegExp(
  `"(${NAMES.join('|')})":(?:"(?:[^"\\\\]|\\\\.)*"|-?\\d[\\d.eE+-]*|\\[[^\\]]*\\])`,
  'gi',
);

/**
 * Secrets recognisable by their form wherever they appear (an error message may quote its input):
 * RUTs with dash or dots, phone numbers, bot tokens, both kinds of `Authorization`, passwords in
 * URLs. UUIDs and instants do not match any of these.
 */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/\b\d{1,3}([.,])\d{3}\1\d{3}[-\u2212\u2010-\u2015][\dkK](?!\w)/g, REMOVED],
  [/(?<![\w-])\d{6,9}[-\u2212\u2010-\u2015][\dkK](?![\w-])/g, REMOVED],
  [/\+\d{8,15}(?!\d)/g, REMOVED],
  [/(?<!\d)\d{6,12}:[\w-]{30,}/g, REMOVED],
  [/\b(Bearer|Ticket) +[\w-]{16,}/g, `$1 ${REMOVED}`],
  [/(\w+:\/\/[^\s:/@"]*):[^\s@/"]+@/g, `$1:${REMOVED}@`],
];

/** Removes from a line what must not be in it. */
export const scrub = (line: string): string =>
  FORMS.reduce(
    (text, [form, replacement]) => text.replace(form, replacement),
    line.replace(MEMBER, `"$1":"${REMOVED}"`),
  );

/**
 * Structured log lines on standard output, one JSON object each. Callers log ids, never people;
 * what slips through is removed here by name or by form.
 * @param level `debug`, `info`, `warn`, `error` or `silent`
 */
export function createLog(
  level: string,
  instance: string,
  destination?: { write(line: string): void },
): Log {
  return pino(
    {
      level,
      base: { instance },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: scrub },
    },
    destination ?? standardOutput(),
  );
}
