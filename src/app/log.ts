import { pino } from 'pino';
import { Log } from './ports';

/** Members that must never be in a line, at whatever depth a request or an error carries them. */
const SECRET = ['authorization', 'cookie', 'set-cookie', 'token', 'password', 'key', 'code', 'secret', 'nationalId', 'phone', 'address', 'remark', 'url', 'sec-websocket-protocol'];

/** Structured lines on standard output, one JSON object each. Callers pass ids, never persons; what slips in by name is removed here. */
export function createLog(level: string, instance: string, destination?: { write(line: string): void }): Log {
  return pino({
    level,
    base: { instance },
    redact: { paths: SECRET.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]), censor: '[removed]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  }, destination ?? pino.destination({ fd: 1, sync: false }));
}
