import { STATUS_CODES } from 'node:http';
import { types } from 'node:util';
import { z } from 'zod';
import { Refused } from '../../domain/model/errors';
import { SecondStepNeeded } from '../../identity/second-step-needed';
import { Unknown } from '../../identity/unknown';
import { TooMany } from '../../identity/ways-in';
import {
  Busy,
  Crowded,
  Log,
  ProviderAway,
  Queued,
  RETRY_AFTER_SECONDS,
  TooLong,
  Trouble,
  troubleOf,
} from '../../ports';
import { FieldProblem, Problem } from '../../wire/problem';
import { Gone } from './gone';

/** What http itself refuses, before any operation is called. */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: readonly FieldProblem[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'HttpProblem';
  }
}

const statusOf = { invalid: 422, missing: 404, conflict: 409, forbidden: 403 } as const;
/** Codes whose status differs from their kind's. */
const ownStatus: Readonly<Record<string, number>> = { version_mismatch: 412 };

/** A problem with its status and headers. */
export interface Answer {
  readonly status: number;
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
}

const make = (
  status: number,
  code: string,
  detail: string,
  errors: readonly FieldProblem[] = [],
  extra: object = {},
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  headers,
  problem: {
    type: `/api#${code}`,
    title: STATUS_CODES[status] ?? 'Problem',
    status,
    detail,
    code,
    ...(errors.length ? { errors } : {}),
    ...extra,
  },
});

type Coded = Error & { readonly code?: string };

/**
 * Turns any error into an answer. An unforeseen error is logged with the request's id, and the
 * answer gives only that id.
 */
export function toProblem(error: unknown, log: Log, requestId: string): Answer {
  if (error instanceof HttpProblem) {
    return make(error.status, error.code, error.message, error.fields, {}, error.headers);
  }
  if (error instanceof Refused) {
    return make(
      ownStatus[error.code] ?? statusOf[error.kind],
      error.code,
      error.message,
      error.fields,
      error.extra,
    );
  }
  if (error instanceof Unknown) return make(401, error.code, error.message);
  if (error instanceof SecondStepNeeded) {
    const { next, step, until, by } = error;
    return make(401, 'second_step_needed', error.message, [], {
      secondStep: { next, step, until: new Date(until).toISOString(), ...by },
    });
  }
  if (error instanceof TooMany || error instanceof Queued) {
    return make(
      429,
      'too_many_requests',
      error.message,
      [],
      {},
      retryAfter(error.retryAfterSeconds),
    );
  }
  if (error instanceof ProviderAway) {
    const { message, retryAfterSeconds } = error;
    return make(503, 'provider_away', message, [], {}, retryAfter(retryAfterSeconds));
  }
  if (error instanceof Gone) return make(400, 'hung_up', error.message);
  const failed: Coded = types.isNativeError(error)
    ? error
    : new Error(`a value that is not an error was thrown: ${typeof error}`);
  const { name, message, stack, code, cause } = failed;
  const trouble = troubleOf(failed);
  if (trouble) {
    log.warn(
      { requestId, error: message, name, failure: code ?? (cause as Coded)?.code, trouble },
      'a request could not be answered: the database is away',
    );
    return databaseAway(trouble);
  }
  if (error instanceof Crowded || error instanceof Busy) return later(error);
  log.error(
    { requestId, error: message, name, failure: code, stack },
    'a request failed in a way nobody foresaw',
  );
  return make(
    500,
    'unexpected',
    'Something went wrong on our side. ' +
      `Try again; if it persists, give support this number: ${requestId}.`,
    [],
    { requestId },
  );
}

const later = (error: Crowded | Busy): Answer =>
  make(
    503,
    error instanceof Crowded ? 'crowded' : 'busy',
    whyLater(error),
    [],
    {},
    retryAfter(error.retryAfterSeconds),
  );

function whyLater(error: Crowded | Busy): string {
  const seconds = error.retryAfterSeconds;
  if (error instanceof TooLong) {
    return (
      `The simulation had run for ${error.ranSeconds} s and was ended. ` +
      `Ask again in ${seconds} s, when the server may have more room, or about fewer plans.`
    );
  }
  if (error instanceof Crowded) {
    return `Other ${error.what} are being made at the moment. Ask again in ${seconds} s.`;
  }
  return (
    `The branch is busy. Send the same request again in ${seconds} s, ` +
    'under the same Idempotency-Key.'
  );
}

const SAYS: Readonly<Record<Trouble, string>> = {
  away: 'The database does not answer just now.',
  busy: 'The database is short of memory, connections or time just now.',
  full: "The database's disk is full: it can be read and not written.",
  'read-only': 'The database takes no writes just now.',
};

/** Names what is away: `database` says in which way. */
function databaseAway(trouble: Trouble): Answer {
  const seconds = RETRY_AFTER_SECONDS[trouble];
  return make(
    503,
    'unavailable',
    `${SAYS[trouble]} Send the same request again in ${seconds} s, ` +
      'under the same Idempotency-Key.',
    [],
    { database: trouble },
    retryAfter(seconds),
  );
}

const retryAfter = (seconds: number) => ({ 'Retry-After': String(seconds) });

/** Fields that hold a person's data or a secret: an error names the field, never its value. */
const PRIVATE = /nationalId|phone|password|code|secret|remark|note|key|token/i;

/** What a field got, shortened, and without anything that may not be repeated. */
function shown(field: string, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  if (PRIVATE.test(field)) return `a ${typeof value}`;
  return typeof value === 'string' ? value.slice(0, 200) : value;
}

/** A validator's complaints as fields, each with what it got and what it wants. */
export function fieldErrors(error: z.ZodError, input: unknown): readonly FieldProblem[] {
  return error.issues.flatMap((issue) => {
    const field = issue.path.join('.');
    const value = issue.path.reduce<unknown>(
      (at, key) =>
        at && typeof at === 'object' ? (at as Record<PropertyKey, unknown>)[key] : undefined,
      input,
    );
    if (issue.code === 'unrecognized_keys') {
      // An unknown member may hold anything, so its value is not repeated.
      return issue.keys.map((key) => ({
        field: [...issue.path, key].join('.').slice(0, 100),
        got: `a ${typeof (value as Record<string, unknown>)[key]}`,
        wants: 'not to be there',
      }));
    }
    return [{ field: field || 'body', got: shown(field, value), wants: wanted(issue) }];
  });
}

const kinds: Readonly<Record<string, string>> = {
  object: 'a JSON object',
  array: 'a list',
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
};

/**
 * The schema's own words; where it has none (a whole body of another kind, mostly), the kind that
 * was expected rather than the validator's words.
 */
const wanted = (issue: z.core.$ZodIssue): string =>
  (issue.code === 'invalid_type' &&
    issue.message.startsWith('Invalid input') &&
    kinds[issue.expected]) ||
  issue.message;
