import { STATUS_CODES } from 'node:http';
import { Duplex } from 'node:stream';
import type { FieldProblem, Problem } from '../wire/problem';

/** Why an upgrade is refused, before there is a socket: a problem document like everywhere else. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 421 | 503;
  readonly code: string;
  /** One sentence that says what to do. */
  readonly detail: string;
  readonly errors?: readonly FieldProblem[];
  readonly retryAfterSeconds?: number;
}

/** Answers an upgrade request with `application/problem+json` and closes the connection. */
export function refuse(
  socket: Duplex,
  { status, code, detail, errors, retryAfterSeconds }: Refusal,
) {
  const title = STATUS_CODES[status] ?? 'Refused';
  const body = JSON.stringify({
    type: `/api#${code}`,
    title,
    status,
    detail,
    code,
    ...(errors ? { errors } : {}),
  } satisfies Problem);
  socket.end(
    [
      `HTTP/1.1 ${status} ${title}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      ...(retryAfterSeconds === undefined ? [] : [`Retry-After: ${retryAfterSeconds}`]),
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
