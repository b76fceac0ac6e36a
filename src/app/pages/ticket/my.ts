import { signal } from '@preact/signals';
import { forgetLastKnown, keepLastKnown, LastKnown, lastKnown } from './last-known';
import { Directions } from '../../domain/model/settings';
import { TicketView } from '../../domain/views/views';
import { TicketFrame } from '../../live/frames';
import { ApiProblem, command, get } from '../shared/api/api';
import { hearServerTime } from '../shared/api/clock';
import { Link, openLink } from '../shared/api/link';

/** What `GET /api/my` answers beside the ticket, as far as this page reads it. */
export interface My {
  readonly ticket: { readonly id: string; readonly number: string };
  readonly branch: {
    readonly id: string;
    readonly name: string;
    readonly timeZone: string;
    readonly directions?: Directions | null;
  };
  readonly queue?: { readonly names: { readonly es: string; readonly en: string } };
  readonly links?: { readonly telegram?: string | null };
  readonly now?: string;
}

/** Why there is nothing to show. */
export type Missing = 'no-key' | 'unknown';

export const my = signal<My | undefined>(undefined);
export const ticket = signal<TicketView | undefined>(undefined);
export const link = signal<Link | undefined>(undefined);
export const missing = signal<Missing | undefined>(undefined);

const RETRY_MS = 2_000;

/** What is on screen is what this phone knew before; undefined once the server was heard. */
export const before = signal<LastKnown | undefined>(undefined);

/**
 * The key, from the part of the address that no server sees; an installed page opens without it,
 * and follows the last ticket.
 */
export const keyInAddress = (): string => location.hash.slice(1) || (lastKnown()?.key ?? '');

/** Reads the ticket and follows it. Ends by itself when the key belongs to no ticket. */
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
  if (known?.key === key) {
    before.value = known;
    my.value = known.my;
    ticket.value = known.view;
  }
  const read = async () => {
    try {
      const answer = await get<My>('/api/my', { ticket: key });
      if (stopped) return;
      if (answer.now) hearServerTime(Date.parse(answer.now));
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
      link.value = opened;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (!error.undecided) gone();
      else if (!stopped) timer = window.setTimeout(read, RETRY_MS);
    }
  };
  void read();
  return () => {
    stopped = true;
    clearTimeout(timer);
    opened?.stop();
  };
}

function heard(key: string, frame: TicketFrame) {
  before.value = undefined;
  ticket.value = frame.data ?? undefined;
  if (frame.data && my.value)
    keepLastKnown({ key, my: my.value, view: frame.data, heardAt: frame.now });
}

/** The key belongs to no ticket any more. */
function gone() {
  forgetLastKnown();
  missing.value = 'unknown';
}

async function stillKnown(key: string): Promise<boolean> {
  try {
    await get('/api/my', { ticket: key });
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && !error.undecided) {
      gone();
      return false;
    }
    throw error;
  }
}

/** The customer's own commands. Each throws `ApiProblem`. */
export const cancelMine = () =>
  command({ method: 'POST', path: '/api/my/cancel', body: {}, ticket: keyInAddress() });
export const deferMine = (minutes: number) =>
  command({ method: 'POST', path: '/api/my/defer', body: { minutes }, ticket: keyInAddress() });
export const feedbackMine = (score: number, remark: string) =>
  command({
    method: 'POST',
    path: '/api/my/feedback',
    body: { score, ...(remark ? { remark } : {}) },
    ticket: keyInAddress(),
  });
