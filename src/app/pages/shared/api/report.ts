import { get } from './api';

/** A report as the API gives it. */
export interface Report {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

export const REPORTS = ['tickets', 'waits', 'services', 'advisors', 'estimates'] as const;
export type ReportName = (typeof REPORTS)[number];

export const reportPath = (
  branch: string,
  name: ReportName,
  kind: 'csv' | 'json',
  from: string,
  to: string,
): string =>
  `/api/branches/${encodeURIComponent(branch)}/reports/${name}.${kind}?from=${from}&to=${to}`;

/** Business days `from` to `to`, both included, as `YYYY-MM-DD`. Throws `ApiProblem`. */
export const readReport = (
  branch: string,
  name: ReportName,
  from: string,
  to: string,
): Promise<Report> => get<Report>(reportPath(branch, name, 'json', from, to));
