import { untilAgain } from '../../../texts/again';
import { esCL } from '../../../texts/es-CL';
import { ApiProblem } from '../api/api';
import { say } from './words';

type ProblemKey = Extract<keyof typeof esCL, `problem.${string}`>;

const byStatus: Readonly<Record<number, ProblemKey>> = {
  0: 'problem.offline',
  401: 'problem.unauthorized',
  403: 'problem.forbidden',
  404: 'problem.missing',
  422: 'problem.invalid',
  429: 'problem.too_many_requests',
  503: 'problem.busy',
};

/**
 * What to say about a refused or failed request, in the reader's language: by its code, otherwise
 * by its status. Never the server's own English.
 */
export const problemWords = (error: unknown): string =>
  knownProblem(error) ?? say('problem.unknown');

/** The same; undefined if there are no words for it. */
export function knownProblem(error: unknown): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  const key = `problem.${error.code}`;
  if (key in esCL) return said(key as ProblemKey, error);
  const status = byStatus[error.status] ?? (error.status >= 500 ? 'problem.busy' : undefined);
  return status && said(status, error);
}

/** Texts that ask a reader to wait have a place for how long. */
const said = (key: ProblemKey, error: ApiProblem): string =>
  (say as (key: ProblemKey, values: object) => string)(key, { wait: untilAgain(error.after, say) });
