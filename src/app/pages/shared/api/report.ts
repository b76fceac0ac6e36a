import { requestOf } from '../../../client/client';
import type { ReportName } from '../../../wire/enums';
import type { InputOf } from '../../../wire/routes';
import { ApiProblem, call, json, reach, refused, unheard } from './api';

export const REPORTS = [
  'tickets',
  'waits',
  'services',
  'advisors',
  'estimates',
  'accuracy',
  'stretches',
  'hours',
  'weeks',
  'advisor-time',
  'outcomes',
  'feedback',
  'answers',
  'plans',
] as const satisfies readonly ReportName[];

type Form = 'csv' | 'json' | 'xlsx';
type Query = NonNullable<InputOf<'GET /api/branches/:branch/reports/:report'>['query']>;
/** Narrows the rows of `stretches` and `answers` to those that a figure counts. */
export type ReportFilters = Omit<Query, 'from' | 'to' | 'language' | 'separator'>;

const of = (
  branch: string,
  name: ReportName,
  form: Form,
  from: string,
  to: string,
  filters: ReportFilters = {},
) => ({
  params: { branch, report: `${name}.${form}` },
  query: { from, to, ...filters },
});

interface Days {
  readonly from: string;
  readonly to: string;
  readonly spanish: boolean;
}
/** As spreadsheet programs open it in the reader's language. */
const reader = (form: 'csv' | 'xlsx', spanish: boolean) =>
  form === 'xlsx'
    ? ({ language: spanish ? 'es' : 'en' } as const)
    : ({ separator: spanish ? 'semicolon' : 'comma' } as const);

/** The URL of a report to download. */
export function reportFile(
  branch: string,
  name: ReportName,
  form: 'csv' | 'xlsx',
  { from, to, spanish }: Days,
  filters?: ReportFilters,
): string {
  const asked = of(branch, name, form, from, to, filters);
  return requestOf('GET /api/branches/:branch/reports/:report', {
    ...asked,
    query: { ...asked.query, ...reader(form, spanish) },
  }).path;
}

/** How often to retry a report while others are being made, and after how long, ms. */
const TURNS = 3;
const NEXT_TURN_MS = 5_000;

/**
 * Asks again while other reports are being made: each instance makes a few at a time, and many
 * pages open at nine. Throws `ApiProblem`.
 */
async function inTurn<T>(read: () => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn++) {
    try {
      return await read();
    } catch (error) {
      const crowded = error instanceof ApiProblem && error.code === 'crowded';
      if (!crowded || turn === TURNS) throw error;
      // spread, so that those refused together do not come back together
      await new Promise((resolve) => setTimeout(resolve, NEXT_TURN_MS * (0.5 + Math.random())));
    }
  }
}

/**
 * A report over the business days `from` to `to`, both included, as `YYYY-MM-DD`. Throws
 * `ApiProblem`.
 */
export const readReport = (
  branch: string,
  name: ReportName,
  from: string,
  to: string,
  filters?: ReportFilters,
) =>
  inTurn(() =>
    call('GET /api/branches/:branch/reports/:report', of(branch, name, 'json', from, to, filters)),
  );

/** A line for each branch that the reader may see. Throws `ApiProblem`. */
export const readBranches = (from: string, to: string) =>
  inTurn(() =>
    call('GET /api/reports/:report', { params: { report: 'branches.json' }, query: { from, to } }),
  );

export const branchesFile = (form: 'csv' | 'xlsx', { from, to, spanish }: Days): string =>
  requestOf('GET /api/reports/:report', {
    params: { report: `branches.${form}` },
    query: { from, to, ...reader(form, spanish) },
  }).path;

/** A file over months of a big branch takes long to make. */
const FILE_MS = 5 * 60_000;

/** A file that the server makes. Half a file counts as none. Throws `ApiProblem`. */
async function readFile(path: string): Promise<Blob> {
  const wanted = { headers: { Accept: '*/*' }, within: FILE_MS };
  const response = await reach({ method: 'GET', path }, wanted);
  if (!response.ok) throw refused(response, await json(response));
  try {
    return await response.blob();
  } catch (error) {
    throw unheard(error);
  }
}

/** The file at such an address, once its turn has come. Throws `ApiProblem`. */
export const readReportFile = (path: string): Promise<Blob> => inTurn(() => readFile(path));

type AuditQuery = NonNullable<InputOf<'GET /api/branches/:branch/audit/search.xlsx'>['query']>;

/** The URL of a workbook with the matching events, in words and proven. */
export const auditFile = (
  branch: string,
  query: Omit<AuditQuery, 'language'>,
  spanish: boolean,
): string =>
  requestOf('GET /api/branches/:branch/audit/search.xlsx', {
    params: { branch },
    query: { ...query, language: spanish ? 'es' : 'en' },
  }).path;
