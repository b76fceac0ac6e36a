import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { Refused } from '../domain/errors';
import { TooMany, Unknown } from '../identity/sign-in';
import { Busy, Log } from '../ports';

/** RFC 9457, with a code for machines and the fields for people. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly { readonly field: string; readonly got: unknown; readonly wants: string }[];
  readonly [extra: string]: unknown;
}

/** What http itself refuses, before an operation is asked. */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: Problem['errors'] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'HttpProblem';
  }
}

const statusOf = { invalid: 422, missing: 404, conflict: 409, forbidden: 403 } as const;
/** Codes whose status is not their kind's. */
const ownStatus: Readonly<Record<string, number>> = { version_mismatch: 412 };

interface Answer { readonly status: number; readonly problem: Problem; readonly headers: Readonly<Record<string, string>> }

const make = (status: number, code: string, detail: string, errors: Problem['errors'] = [], extra: object = {}, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers,
  problem: { type: `/api#${code}`, title: STATUS_CODES[status] ?? 'Problem', status, detail, code, ...(errors.length ? { errors } : {}), ...extra },
});

/** Any error becomes an answer. What nobody foresaw is logged with the request's id, and told as that id only. */
export function toProblem(error: unknown, log: Log, requestId: string): Answer {
  if (error instanceof HttpProblem) return make(error.status, error.code, error.message, error.fields, {}, error.headers);
  if (error instanceof Refused) return make(ownStatus[error.code] ?? statusOf[error.kind], error.code, error.message, error.fields, error.extra);
  if (error instanceof Unknown) return make(401, error.code, error.message);
  if (error instanceof TooMany) return make(429, 'too_many_requests', error.message, [], {}, { 'Retry-After': String(error.retryAfterSeconds) });
  if (error instanceof Busy) {
    return make(503, 'busy', `The branch is busy. Send the same request again in ${error.retryAfterSeconds} s, under the same Idempotency-Key.`, [], {}, { 'Retry-After': String(error.retryAfterSeconds) });
  }
  const { name, message, stack, code } = error as Error & { code?: string };
  log.error({ requestId, error: name, code, reason: message, stack }, 'a request failed in a way nobody foresaw');
  return make(500, 'unexpected', `Something failed here that should not. Try again; if it stays, give support this number: ${requestId}.`, [], { requestId });
}

/** Fields whose value is a person's or a secret: an error names the field, not what was in it. */
const PRIVATE = /nationalId|phone|password|code|secret|remark|key/i;

const sentence: Readonly<Record<string, (issue: z.core.$ZodIssue) => string>> = {
  unrecognized_keys: (issue) => `no members but the documented ones (${(issue as z.core.$ZodIssueUnrecognizedKeys).keys.join(', ')} is not one)`,
};

/** A validator's complaints as fields with what they got and what they want. */
export function fieldErrors(error: z.ZodError, input: unknown): NonNullable<Problem['errors']> {
  return error.issues.map((issue) => {
    const field = issue.path.join('.') || (issue.code === 'unrecognized_keys' ? (issue as z.core.$ZodIssueUnrecognizedKeys).keys[0] : 'body');
    const value = issue.path.reduce<unknown>((at, key) => (at && typeof at === 'object' ? (at as Record<PropertyKey, unknown>)[key] : undefined), input);
    const got = value === undefined ? null : PRIVATE.test(field) ? `a ${typeof value}` : typeof value === 'string' ? value.slice(0, 200) : typeof value === 'object' ? Array.isArray(value) ? 'a list' : 'an object' : value;
    return { field, got, wants: sentence[issue.code]?.(issue) ?? issue.message };
  });
}
