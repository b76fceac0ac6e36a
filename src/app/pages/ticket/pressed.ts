import { signal } from '@preact/signals';
import type { OwnTicket } from '../../wire/tickets';
import { ApiProblem, call, newKey } from '../shared/api/api';
import { serverNow } from '../shared/api/server-time';
import { isStillMeant, Press } from './still-meant';

/**
 * A press of the customer that the server has not answered: stored on this phone, shown, and sent
 * under the same key once there is a connection, so that it is done once. One press at a time: the
 * last one counts. It is the phone's, not the tab's: what another tab presses, drops or has sent is
 * followed here.
 */

interface StoredPress {
  readonly press: Press;
  /** The customer's key, as `/api/my` takes it. */
  readonly ticket: string;
  /** The idempotency key. */
  readonly key: string;
  /** When it was pressed, by the server's clock, ms. */
  readonly at: number;
}

const KEPT = 'ticketero.pressed';
const AGAIN_MS = 2_000;

/** The press that waits to be sent; undefined once the server has decided. */
export const kept = signal<StoredPress | undefined>(undefined);
/** Whether the first try failed, so that the customer is told. */
export const waits = signal(false);
/** Why the stored press was refused in the end; until the ticket moves on. */
export const refusedLate = signal<unknown>(undefined);

/** Sends again; set by whoever knows the ticket. */
let due: () => void = () => undefined;
export const whenDue = (send: () => void): void => {
  due = send;
};

let sending: string | undefined;
let timer = 0;

/** What is stored on this phone, by whichever of its tabs. */
function stored(): StoredPress | undefined {
  const text = localStorage.getItem(KEPT);
  return text ? (JSON.parse(text) as StoredPress) : undefined;
}

/**
 * Takes up a press that this phone still has to send for a ticket, from before the page was opened
 * or from another tab.
 * @returns how to stop following the other tabs
 */
export function takeUpKept(ticket: string): () => void {
  const take = () => {
    const found = stored();
    clearTimeout(timer);
    kept.value = found?.ticket === ticket ? found : undefined;
  };
  const heard = ({ key }: StorageEvent) => {
    if (key !== KEPT && key !== null) return; // null: everything was cleared
    take();
    // the tab it was pressed in sends it; nothing is said of it before it is late
    waits.value = false;
    if (kept.value) again();
  };
  take();
  waits.value = true;
  addEventListener('storage', heard);
  return () => removeEventListener('storage', heard);
}

/** Drops the stored press: it is not sent. One that another tab has stored since stays. */
export function dropKept(): void {
  clearTimeout(timer);
  if (stored()?.key === kept.value?.key) localStorage.removeItem(KEPT);
  kept.value = undefined;
}

/**
 * Sends a press now, or stores it while the server is not reached. Throws `ApiProblem` if the
 * server refuses it.
 */
export async function press(ticket: string, what: Press): Promise<void> {
  const mine: StoredPress = { press: what, ticket, key: newKey(), at: serverNow() };
  refusedLate.value = undefined;
  waits.value = false;
  kept.value = mine;
  localStorage.setItem(KEPT, JSON.stringify(mine));
  await attempt(mine);
}

/**
 * Tries the stored press once more, since there is a connection again or time has passed. One that
 * no longer means what it meant is dropped.
 * @param view the ticket as it is now
 */
export async function sendKept(view: OwnTicket | undefined): Promise<void> {
  const mine = kept.value;
  if (!mine || sending === mine.key) return;
  // a tab that slept has not heard what the others have done with it
  if (stored()?.key !== mine.key) {
    kept.value = undefined;
    return;
  }
  if (!isStillMeant(mine.press, mine.at, view, serverNow())) return dropKept();
  try {
    await attempt(mine);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    refusedLate.value = error;
  }
}

/** Says after a while that the press is still here, and sends it. */
function again() {
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    waits.value = true;
    due();
  }, AGAIN_MS);
}

async function attempt(mine: StoredPress): Promise<void> {
  sending = mine.key;
  try {
    await sent(mine);
    if (kept.value?.key === mine.key) dropKept();
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (!error.undecided) {
      if (kept.value?.key === mine.key) dropKept();
      throw error;
    }
    if (kept.value?.key !== mine.key) return;
    waits.value = true;
    again();
  } finally {
    if (sending === mine.key) sending = undefined;
  }
}

function sent({ press: asked, ticket, key }: StoredPress) {
  switch (asked.what) {
    case 'cancel':
      return call('POST /api/my/cancel', { ticket, key });
    case 'arrived':
      return call('POST /api/my/arrived', { ticket, key });
    case 'defer':
      return call('POST /api/my/defer', { ticket, key, body: { minutes: asked.minutes } });
    case 'feedback': {
      const { score, remark } = asked;
      const body = { score, ...(remark ? { remark } : {}) };
      return call('POST /api/my/feedback', { ticket, key, body });
    }
  }
}
