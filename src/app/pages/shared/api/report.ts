import { requestOf } from '../../../client/client';
import type { ReportName } from '../../../wire/enums';
import { call } from './api';

export const REPORTS = [
  'tickets',
  'waits',
  'services',
  'advisors',
  'estimates',
  'accuracy',
  'stretches',
] as const satisfies readonly ReportName[];

type Form = 'csv' | 'json' | 'xlsx';
const of = (branch: string, name: ReportName, form: Form, from: string, to: string) => ({
  params: { branch, report: `${name}.${form}` },
  query: { from, to },
});

/** The URL of a report to download, as programs for tables open it in the reader's language. */
export function reportFile(
  branch: string,
  name: ReportName,
  form: 'csv' | 'xlsx',
  { from, to, spanish }: { readonly from: string; readonly to: string; readonly spanish: boolean },
): string {
  const asked = of(branch, name, form, from, to);
  const reader =
    form === 'xlsx'
      ? ({ language: spanish ? 'es' : 'en' } as const)
      : ({ separator: spanish ? 'semicolon' : 'comma' } as const);
  return requestOf('GET /api/branches/:branch/reports/:report', {
    ...asked,
    query: { ...asked.query, ...reader },
  }).path;
}

/**
 * A report over the business days `from` to `to`, both included, as `YYYY-MM-DD`. Throws
 * `ApiProblem`.
 */
export const readReport = (branch: string, name: ReportName, from: string, to: string) =>
  call('GET /api/branches/:branch/reports/:report', of(branch, name, 'json', from, to));
