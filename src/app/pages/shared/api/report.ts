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

const of = (branch: string, name: ReportName, kind: 'csv' | 'json', from: string, to: string) => ({
  params: { branch, report: `${name}.${kind}` },
  query: { from, to },
});

/** The URL of a report to download. */
export const reportFile = (branch: string, name: ReportName, from: string, to: string): string =>
  requestOf('GET /api/branches/:branch/reports/:report', of(branch, name, 'csv', from, to)).path;

/**
 * A report over the business days `from` to `to`, both included, as `YYYY-MM-DD`. Throws
 * `ApiProblem`.
 */
export const readReport = (branch: string, name: ReportName, from: string, to: string) =>
  call('GET /api/branches/:branch/reports/:report', of(branch, name, 'json', from, to));
