import { signal } from '@preact/signals';
import { TicketView } from '../../domain/views';
import { TicketFrame } from '../../live/frames';
import { ApiProblem, command, get } from '../shared/api';
import { hearServerTime } from '../shared/clock';
import { Link, openLink } from '../shared/link';

/** What `GET /api/my` answers beside the ticket, as far as this page reads it. */
export interface My {
  readonly ticket: { readonly id: string; readonly number: string };
  readonly branch: { readonly id: string; readonly name: string; readonly timeZone: string; readonly directions?: string | null };
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

/** The key, from the part of the address that no server sees. */
export const keyInAddress = (): string => location.hash.slice(1);

/** Reads the ticket and follows it. Ends by itself when the key belongs to no ticket. */
export function follow(key: string): () => void {
  let stopped = false;
  let timer = 0;
  let opened: Link | undefined;
  if (!key) {
    missing.value = 'no-key';
    return () => { stopped = true; };
  }
  const read = async () => {
    try {
      const answer = await get<My>('/api/my', { ticket: key });
      if (stopped) return;
      if (answer.now) hearServerTime(Date.parse(answer.now));
      my.value = answer;
      opened ??= openLink<TicketFrame>({ branch: answer.branch.id, view: 'ticket', ticketKey: key, take: (frame) => { ticket.value = frame.data ?? undefined; }, stillMe: () => stillKnown(key) });
      link.value = opened;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (!error.undecided) missing.value = 'unknown';
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

async function stillKnown(key: string): Promise<boolean> {
  try {
    await get('/api/my', { ticket: key });
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && !error.undecided) {
      missing.value = 'unknown';
      return false;
    }
    throw error;
  }
}

/** The customer's own commands. Each throws `ApiProblem`. */
export const cancelMine = () => command({ method: 'POST', path: '/api/my/cancel', body: {}, ticket: keyInAddress() });
export const deferMine = (minutes: number) => command({ method: 'POST', path: '/api/my/defer', body: { minutes }, ticket: keyInAddress() });
export const feedbackMine = (score: number, remark: string) => command({ method: 'POST', path: '/api/my/feedback', body: { score, ...(remark ? { remark } : {}) }, ticket: keyInAddress() });
