import { signal } from '@preact/signals';
import { Action, PressQueue } from './outbox';
import { AdvisorView, StaffTicketView } from '../../domain/views/views';
import { AdvisorFrame } from '../../live/frames';
import { ApiProblem } from '../shared/api/api';
import { Directory, readDirectory } from '../shared/api/directory';
import { Link, openLink } from '../shared/api/link';
import { session, sessionHolds, signInAgain } from '../shared/api/session';

/** The advisor's console: its view over the socket, its presses over the API. */
export class Console {
  /** Null: not signed on at this branch yet. Undefined: nothing heard yet. */
  readonly view = signal<AdvisorView | null | undefined>(undefined);
  readonly directory = signal<Directory | undefined>(undefined);
  readonly link: Link;
  readonly presses: PressQueue;
  private timer = 0;
  private readonly unwatch: () => void;

  constructor(readonly branch: string) {
    this.presses = new PressQueue(session.value!.staff.id, signInAgain);
    this.link = openLink<AdvisorFrame>({
      branch,
      view: 'advisor',
      take: (frame) => {
        this.view.value = frame.data;
        this.presses.heard();
      },
      stillMe: () => sessionHolds(branch),
    });
    this.unwatch = this.link.state.subscribe((state) => {
      if (state === 'live') this.presses.wake();
      if (state === 'ended' && this.link.closed.value === 4401) signInAgain();
    });
    void this.readNames();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.unwatch();
    this.presses.stop();
    this.link.stop();
  }

  /** One of the commands on a ticket. */
  onTicket(
    action: Extract<
      Action,
      'start' | 'finish' | 'finish-next' | 'recall' | 'no-show' | 'return' | 'transfer' | 'reopen'
    >,
    ticket: StaffTicketView,
    body: object = {},
  ): void {
    const verb = action === 'finish-next' ? 'finish' : action;
    const more =
      action === 'finish-next' ? { next: true } : action === 'finish' ? { next: false } : body;
    this.presses.press({
      action,
      ticket: ticket.id,
      method: 'POST',
      path: `${this.base}/tickets/${encodeURIComponent(ticket.id)}/${verb}`,
      body: more,
    });
  }

  callNext(counter: string): void {
    this.presses.press({
      action: 'next',
      method: 'POST',
      path: `${this.base}/counters/${encodeURIComponent(counter)}/call-next`,
      body: {},
    });
  }

  call(counter: string, ticket: StaffTicketView, reason: string): void {
    this.presses.press({
      action: 'call',
      ticket: ticket.id,
      method: 'POST',
      path: `${this.base}/counters/${encodeURIComponent(counter)}/call`,
      body: { ticket: ticket.id, reason },
    });
  }

  setState(
    action: Extract<Action, 'resume' | 'pause' | 'leave'>,
    counter: string | undefined,
    reason?: string,
  ): void {
    const state = { resume: 'available', pause: 'paused', leave: 'offline' }[action];
    this.presses.press({
      action,
      method: 'PUT',
      path: `${this.base}/advisors/me`,
      body: { state, ...(counter ? { counter } : {}), ...(reason ? { reason } : {}) },
    });
  }

  private get base() {
    return `/api/branches/${encodeURIComponent(this.branch)}`;
  }

  /** Names change rarely: read at first, and again every five minutes. */
  private async readNames() {
    try {
      this.directory.value = await readDirectory(this.branch);
      this.timer = window.setTimeout(() => void this.readNames(), 300_000);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.status === 401) return signInAgain();
      this.timer = window.setTimeout(() => void this.readNames(), 2_000);
    }
  }
}
