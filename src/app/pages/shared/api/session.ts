import { signal } from '@preact/signals';
import { namedApart } from '../../../domain/model/told-apart';
import { CLOSE } from '../../../live/frames';
import type { Role } from '../../../wire/enums';
import type { Offer, SecondStep, SignedIn } from '../../../wire/sessions';
import { ApiProblem, call } from './api';
import { held } from './held';
import type { Link } from './link';
import { makePasskey, usePasskey } from './passkeys';
import { untilReplaced } from './replaced';

/** Who is signed in, as the page shows it. The secret is in a cookie that pages cannot read. */
export type Session = Pick<SignedIn, 'staff' | 'branches'>;

const KEPT = 'ticketero.session';
const CHOSEN = 'ticketero.branch';

function kept(): Session | undefined {
  const text = localStorage.getItem(KEPT);
  return text ? (JSON.parse(text) as Session) : undefined;
}

export const session = signal<Session | undefined>(kept());
/** The branch chosen by the person, or by a link to this page: one of the session's. */
const chosenBranch = signal<string | undefined>(
  ofAddress() ?? localStorage.getItem(CHOSEN) ?? undefined,
);

/**
 * The branch that the address asks for, as a report by mail does. It is kept as if it had been
 * chosen, through signing in too, and leaves the address: otherwise it would be chosen at every
 * reload.
 */
function ofAddress(): string | undefined {
  const address = new URL(location.href);
  const asked = address.searchParams.get('branch');
  if (asked === null) return undefined;
  localStorage.setItem(CHOSEN, asked);
  address.searchParams.delete('branch');
  history.replaceState(history.state, '', address);
  return asked;
}

/** The branch on screen: the chosen one if it is still theirs, or their first. */
export function branchOnScreen(): string | undefined {
  const mine = session.value?.branches ?? [];
  return (mine.find((branch) => branch.id === chosenBranch.value) ?? mine[0])?.id;
}

export function chooseBranch(id: string): void {
  localStorage.setItem(CHOSEN, id);
  chosenBranch.value = id;
}

export function keepSession({ staff, branches }: Session): Session {
  const mine: Session = { staff, branches };
  keep(mine);
  return session.value!;
}

/**
 * Throws `ApiProblem`: 401 for a wrong name or password, or where a second step is due
 * (`secondStepOf`); 429 after too many attempts.
 */
export const signIn = async (username: string, password: string): Promise<Session> =>
  keepSession(await call('POST /api/sessions', { body: { username, password } }));

/** What to do after a correct password, if that is why signing in failed. */
export const secondStepOf = (error: unknown): SecondStep | undefined =>
  error instanceof ApiProblem && error.code === 'second_step_needed'
    ? (error.body as { readonly secondStep?: SecondStep }).secondStep
    : undefined;

/** Throws `ApiProblem`: 401 when the step is over, 403 for a wrong code. */
export const signInWithCode = async (step: string, code: string): Promise<Session> =>
  keepSession(await call('POST /api/sessions/second-step', { body: { step, code } }));

/**
 * By a passkey: after a correct password, or instead. Throws `ApiProblem`: `passkey_cancelled`
 * where the person closed the browser's question.
 */
export async function signInWithPasskey(step?: string): Promise<Session> {
  const mine = step === undefined ? {} : { step };
  const answer = await usePasskey(await call('POST /api/sessions/passkey/ask', { body: mine }));
  return keepSession(await call('POST /api/sessions/passkey', { body: { ...mine, ...answer } }));
}

/** For a person of whom the bank requires a second factor and who has none. Throws `ApiProblem`. */
export const offerAtSignIn = (step: string): Promise<Offer> =>
  call('POST /api/sessions/second-step/offer', { body: { step } });
export const enrolAtSignIn = (step: string, offer: string, code: string) =>
  call('POST /api/sessions/second-step/enrol', { body: { step, offer, code } });

export async function addPasskeyAtSignIn(step: string, name: string) {
  const offered = await call('POST /api/sessions/second-step/passkey/offer', { body: { step } });
  const body = { step, name, ...(await makePasskey(offered)) };
  return call('POST /api/sessions/second-step/passkey', { body });
}

/**
 * Who is signed in, according to the server: a sign-in link may have changed it. Undefined if no
 * member of staff is. Without an answer, the person who was last signed in here.
 */
export async function readSession(): Promise<Session | undefined> {
  try {
    const { staff, branches } = await call('GET /api/sessions');
    keep(staff ? { staff, branches } : undefined);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (!error.undecided) keep(undefined);
  }
  return session.value;
}

/** Two branches of one name would be one line twice, wherever a branch is chosen. */
function keep(mine: Session | undefined): void {
  const named = mine && { ...mine, branches: namedApart(mine.branches, 'name') };
  if (named) localStorage.setItem(KEPT, JSON.stringify(named));
  else localStorage.removeItem(KEPT);
  session.value = named;
}

/**
 * The session is over and its content is hidden: the page is being left, or it holds what somebody
 * typed and waits for them to come back.
 */
export const over = signal<'leaving' | 'held' | undefined>(undefined);

/** They are back, or never were away: the page continues as they left it. */
function goOn(): void {
  over.value = undefined;
  leaving = false;
}

/**
 * What was typed here is somebody else's, or may be dropped: no question about it holds the page.
 */
function goTo(address?: string): void {
  leaving = true;
  over.value = 'leaving';
  if (address === undefined) location.reload();
  else location.replace(address);
}

/** What was typed here and not saved is no longer wanted. */
export const leaveHeld = (): void => goTo(signInThenHere());

/**
 * The page is being left. People who sign out are not told that their session ended: they ended it.
 */
let leaving = false;

/** Ends the session here and on the server; here even if the server cannot be reached. */
export async function signOut(): Promise<void> {
  leaving = true;
  try {
    await call('DELETE /api/sessions');
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
  } finally {
    localStorage.removeItem(KEPT);
    over.value = 'leaving';
    location.assign('/sign-in');
  }
}

/**
 * The server no longer knows this session: goes to sign-in, then back here. If somebody has signed
 * in meanwhile in another window of this browser, the page becomes theirs. If the session is just
 * being replaced, in any window, the page continues with the new one.
 */
export function signInAgain(): void {
  if (leaving) return;
  leaving = true;
  void untilReplaced().then((replaced) => {
    if (replaced === 'here') leaving = false;
    else if (replaced === 'elsewhere') location.reload();
    else leave();
  });
}

function leave(): void {
  const holds = held.value > 0;
  over.value = holds ? 'held' : 'leaving';
  const isOther = (id: string | undefined) => id !== undefined && id !== session.value?.staff.id;
  const go = (id?: string) => {
    if (isOther(id) || isOther(kept()?.staff.id)) return goTo();
    // The same person's next session: the message about the end may come late.
    if (id !== undefined && holds) return goOn();
    if (id !== undefined && startsAfresh()) return location.reload();
    localStorage.removeItem(KEPT);
    if (!holds) return location.assign(`${signInThenHere()}&ended=1`);
    leaving = false;
  };
  call('GET /api/sessions').then(
    ({ staff }) => go(staff?.id),
    () => go(),
  );
}

const STARTED = 'ticketero.started-afresh';
const NOT_AGAIN_MS = 10_000;

/** Prevents endless reloads, if a session is known in one place and unknown in another. */
function startsAfresh(): boolean {
  const last = Number(sessionStorage.getItem(STARTED));
  if (Math.abs(Date.now() - last) < NOT_AGAIN_MS) return false;
  sessionStorage.setItem(STARTED, String(Date.now()));
  return true;
}

/** Where to sign in, and come back from. */
export const signInThenHere = (): string =>
  `/sign-in?then=${encodeURIComponent(location.pathname + location.hash)}`;

/**
 * One browser has one session, in every window and in pages that it kept to go back to: signing out
 * in one leaves nothing on screen in another, and a person who signs in there is not taken for the
 * previous one. Returns the way to stop.
 */
export function followOtherWindows(): () => void {
  const follow = () => {
    const now = kept();
    if (now?.staff.id === session.value?.staff.id) {
      if (over.value === 'held') goOn();
    } else if (now) {
      goTo();
    } else if (held.value > 0) {
      over.value = 'held';
    } else {
      location.replace(signInThenHere());
    }
  };
  const stored = ({ key }: StorageEvent) => {
    if (key === KEPT || key === null) follow();
  };
  window.addEventListener('storage', stored);
  window.addEventListener('pageshow', follow);
  return () => {
    window.removeEventListener('storage', stored);
    window.removeEventListener('pageshow', follow);
  };
}

/**
 * What a page for staff does when its socket has ended for good: if the session is over, goes to
 * sign-in; if only the view is no longer allowed, reads the session's rights again. Returns a
 * function that stops it.
 */
export const followEnd = ({ state, closed }: Pick<Link, 'state' | 'closed'>): (() => void) =>
  state.subscribe((now) => {
    if (now !== 'ended') return;
    if (closed.value === CLOSE.unauthorized.code) signInAgain();
    const gone: readonly (number | undefined)[] = [CLOSE.forbidden.code, CLOSE.unknownBranch.code];
    if (gone.includes(closed.value)) void readSession();
  });

/** Where each role works. */
export const homeOf: Readonly<Record<Role, string>> = {
  host: '/reception',
  advisor: '/advisor',
  supervisor: '/supervisor',
  admin: '/admin',
  auditor: '/admin',
};

/**
 * Runs a request of staff. If the session has ended, goes to sign-in; other problems are the
 * caller's.
 */
export async function asStaff<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) signInAgain();
    throw error;
  }
}

/** Whether the session is still valid, asked after a refused socket. */
export async function sessionHolds(branch: string): Promise<boolean> {
  try {
    await call('GET /api/branches/:branch/directory', { params: { branch } });
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && (error.status === 401 || error.status === 403)) return false;
    throw error;
  }
}
