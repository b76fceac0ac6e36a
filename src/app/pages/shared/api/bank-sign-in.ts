import { isOfProvider } from '../../../domain/model/provider-staff';
import { call } from './api';
import { keepSession, Session } from './session';

/**
 * The bank's own sign-in, as pages use it. The provider sends the browser back to `/sign-in` with
 * an answer in the address; this tab remembers why it left.
 */

const WENT_FOR = 'ticketero.went-for';
const PROVED = 'ticketero.proved';

/** Why this tab went to the provider. */
interface Errand {
  readonly what: 'sign-in' | 'proof';
  /** The page to continue to. */
  readonly then?: string;
}

const go = (errand: Errand, address: string) => {
  sessionStorage.setItem(WENT_FOR, JSON.stringify(errand));
  location.assign(address);
};

/** Leaves for the provider to sign in. Throws `ApiProblem`. */
export async function leaveToSignIn(then: string | undefined): Promise<void> {
  go({ what: 'sign-in', then }, (await call('POST /api/sessions/oidc/begin')).address);
}

/** Leaves for the provider to prove again who is there. Throws `ApiProblem`. */
export async function leaveToProve(): Promise<void> {
  go({ what: 'proof' }, (await call('POST /api/sessions/oidc/proof')).address);
}

/** The provider's answer, if it opened this page: read once and removed from the address. */
export function answerInAddress():
  { readonly answer: string; readonly errand: Errand } | undefined {
  const given = new URLSearchParams(location.search);
  if (!given.has('state') || !(given.has('code') || given.has('error'))) return undefined;
  const answer = location.search.slice(1);
  const errand = JSON.parse(sessionStorage.getItem(WENT_FOR) ?? '{"what":"sign-in"}') as Errand;
  sessionStorage.removeItem(WENT_FOR);
  history.replaceState(null, '', location.pathname);
  return { answer, errand };
}

/** Longer than usual, because the server asks the provider meanwhile. */
const WITHIN = 20_000;

/** Whether the signed-in person's password and second factor are the bank's, not ours. */
export const isAtBank = ({ staff }: Session): boolean => isOfProvider(staff.id);

/** Throws `ApiProblem`. */
export const finishSignIn = async (answer: string): Promise<Session> =>
  keepSession(await call('POST /api/sessions/oidc', { body: { answer }, within: WITHIN }));

/** Finishes the proof, and tells the waiting tab. Throws `ApiProblem`. */
export async function finishProof(answer: string): Promise<void> {
  const { until } = await call('POST /api/sessions/oidc/proved', {
    body: { answer },
    within: WITHIN,
  });
  localStorage.setItem(PROVED, until);
}

/** Calls back once another tab has finished the proof. @returns a function that stops waiting */
export function whenProved(done: () => void): () => void {
  const heard = ({ key, newValue }: StorageEvent) => {
    if (key === PROVED && newValue !== null) done();
  };
  addEventListener('storage', heard);
  return () => removeEventListener('storage', heard);
}
