import { signal } from '@preact/signals';
import { ApiProblem, call, newKey } from '../shared/api/api';
import { serverNow } from '../shared/api/server-time';

/**
 * A press of the customer that the server has not answered: stored on this phone, shown, and sent
 * under the same key once there is a connection, so that it is done once. One press at a time: the
 * last one counts.
 */

/** A customer's action on their own ticket. */
export type Press =
  | { readonly what: 'cancel' }
  | { readonly what: 'arrived' }
  | { readonly what: 'defer'; readonly minutes: number }
  | { readonly what: 'feedback'; readonly score: number; readonly remark: string };

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

let sending: string | undefined;
let timer = 0;

/**
 * Takes up a press that this phone still has to send for a ticket, from before the page was opened.
 */
export function takeUpKept(ticket: string): void {
  const text = localStorage.getItem(KEPT);
  const found = text ? (JSON.parse(text) as StoredPress) : undefined;
  kept.value = found?.ticket === ticket ? found : undefined;
  waits.value = true;
}

/** Drops the stored press: it is not sent. */
export function dropKept(): void {
  clearTimeout(timer);
  kept.value = undefined;
  localStorage.removeItem(KEPT);
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

/** Tries the stored press once more, since there is a connection again or time has passed. */
export async function sendKept(): Promise<void> {
  const mine = kept.value;
  if (!mine || sending === mine.key) return;
  if (isOver(mine)) return dropKept();
  try {
    await attempt(mine);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    refusedLate.value = error;
  }
}

/** More time that would already be over is no longer asked for. */
const isOver = ({ press: asked, at }: StoredPress): boolean =>
  asked.what === 'defer' && serverNow() - at > asked.minutes * 60_000;

async function attempt(mine: StoredPress): Promise<void> {
  sending = mine.key;
  try {
    await sent(mine);
    if (kept.value === mine) dropKept();
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (!error.undecided) {
      if (kept.value === mine) dropKept();
      throw error;
    }
    clearTimeout(timer);
    if (kept.value !== mine) return;
    waits.value = true;
    timer = window.setTimeout(() => void sendKept(), AGAIN_MS);
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
