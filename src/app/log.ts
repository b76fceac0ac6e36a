import { pino } from 'pino';
import { Log } from './ports';

/** Members that must never be in a line, at whatever depth a request or an error carries them. */
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
  'url',
  'sec-websocket-protocol',
];
const REMOVED = '[removed]';
/**
 * Such a member in JSON text, with a text, a number or a list as its value. Over the text, one pass
 * does it: pino's own redaction took a tenth of a busy server's time.
 */
const MEMBER = new RegExp(
  `"(${NAMES.join('|')})":(?:"(?:[^"\\\\]|\\\\.)*"|-?\\d[\\d.eE+-]*|\\[[^\\]]*\\])`,
  'gi',
);

/**
 * What gives itself away by its form, wherever it stands (an error's message may quote what it
 * choked on): RUTs with dash or dots, phone numbers, a bot's token, `Authorization` of either kind,
 * passwords in addresses. UUIDs and instants have none of these forms.
 */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/\b\d{1,2}\.\d{3}\.\d{3}-[\dkK](?!\w)|(?<![\w-])\d{6,8}-[\dkK](?![\w-])/g, REMOVED],
  [/\+\d{8,15}(?!\d)/g, REMOVED],
  [/(?<!\d)\d{6,12}:[\w-]{30,}/g, REMOVED],
  [/\b(Bearer|Ticket) +[\w-]{16,}/g, `$1 ${REMOVED}`],
  [/(\w+:\/\/[^\s:/@"]*):[^\s@/"]+@/g, `$1:${REMOVED}@`],
];

/** Takes out of a line what must not be in it. */
export const scrub = (line: string): string =>
  FORMS.reduce(
    (text, [form, instead]) => text.replace(form, instead),
    line.replace(MEMBER, `"$1":"${REMOVED}"`),
  );

/**
 * Structured lines on standard output, one JSON object each. Callers pass ids, never persons; what
 * slips in by name or by form is removed here.
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
    destination ?? pino.destination({ fd: 1, sync: false }),
  );
}
