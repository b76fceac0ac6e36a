import { signal } from '@preact/signals';
import type { TicketFrame } from '../../wire/frames';
import type { My } from '../../wire/my';
import type { OwnTicket } from '../../wire/tickets';
import { ApiProblem, call } from '../shared/api/api';
import { Link, openLink } from '../shared/api/link';
import { hearServerTime } from '../shared/api/server-time';
import { forgetLastKnown, keepLastKnown, LastKnown, lastKnown } from './last-known';
import { press, refusedLate, sendKept, takeUpKept, whenDue } from './pressed';
import type { Press } from './still-meant';

/** Why there is no ticket to show. */
export type Missing = 'no-key' | 'unknown';

export const my = signal<My | undefined>(undefined);
export const ticket = signal<OwnTicket | undefined>(undefined);
export const link = signal<Link | undefined>(undefined);
export const missing = signal<Missing | undefined>(undefined);

const RETRY_MS = 2_000;

/** What this phone knew before, while that is on screen; undefined once the server has answered. */
export const before = signal<LastKnown['seen']>(undefined);

/**
 * The ticket's key, from the part of the address that is never sent. The installed page opens
 * without it, and follows the last ticket.
 */
export const keyInAddress = (): string => location.hash.slice(1) || (lastKnown()?.key ?? '');

/** Reads the ticket and follows it. Ends by itself if the key belongs to no ticket. */
export function follow(key: string): () => void {
  let stopped = false;
  let timer = 0;
  let opened: Link | undefined;
  if (!key) {
    missing.value = 'no-key';
    return () => {
      stopped = true;
    };
  }
  const known = lastKnown();
  if (known?.key === key && known.seen) {
    before.value = known.seen;
    my.value = known.seen.my;
    ticket.value = known.seen.view;
  }
  const alone = takeUpKept(key);
  const read = async () => {
    try {
      const answer = await call('GET /api/my', { ticket: key });
      if (stopped) return;
      hearServerTime(Date.parse(answer.now));
      my.value = answer;
      opened ??= openLink<TicketFrame>({
        branch: answer.branch.id,
        view: 'ticket',
        ticketKey: key,
        take: (frame) => {
          heard(key, frame);
        },
        stillMe: () => stillKnown(key),
      });
      if (link.value !== opened) watchKept(opened);
      link.value = opened;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (!error.undecided) gone(key);
      else if (!stopped) timer = window.setTimeout(read, RETRY_MS);
    }
  };
  void read();
  return () => {
    stopped = true;
    clearTimeout(timer);
    alone();
    opened?.stop();
  };
}

/** What was pressed without a connection goes out as soon as there is one. */
function watchKept({ state }: Link) {
  const send = () => void sendKept(ticket.peek());
  whenDue(send);
  state.subscribe((now) => {
    if (now === 'live') send();
  });
}

function heard(key: string, frame: TicketFrame) {
  before.value = undefined;
  const [was, now] = [ticket.value, frame.data];
  if (now && was && aroundOf(now) !== aroundOf(was)) void readBranch(key);
  if (now && was && placeOf(now) !== placeOf(was)) refusedLate.value = undefined;
  ticket.value = frame.data ?? undefined;
  if (frame.data && my.value) {
    keepLastKnown({ key, seen: { my: my.value, view: frame.data, heardAt: frame.nowMs } });
  }
}

/** A ticket's situation: a message about an earlier one is no longer true. */
export const placeOf = ({ state, deferredUntil, recalls, rated }: OwnTicket): string =>
  [state, deferredUntil, recalls, rated].join(' ');

/**
 * The parts of a ticket on which other shown data depends: its queue's name, when the branch opens.
 */
const aroundOf = ({ state, queue, closing }: OwnTicket): string =>
  JSON.stringify([state, queue, closing]);

/** Data of the branch may have changed with the ticket: it closed, or opens again. */
async function readBranch(key: string) {
  try {
    my.value = await call('GET /api/my', { ticket: key });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
  }
}

/** The key no longer belongs to a ticket. */
function gone(key: string) {
  forgetLastKnown(key);
  missing.value = 'unknown';
}

async function stillKnown(key: string): Promise<boolean> {
  try {
    await call('GET /api/my', { ticket: key });
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && !error.undecided) {
      gone(key);
      return false;
    }
    throw error;
  }
}

/** Actions on the customer's own ticket. Throws `ApiProblem` if refused. */
export const ask = (what: Press): Promise<void> => press(keyInAddress(), what);
