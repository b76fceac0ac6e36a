import { signal } from '@preact/signals';
import { requestOf } from '../../client/client';
import type { CallReason, HoldReason, PauseReason, TransferReason } from '../../wire/enums';
import type { AdvisorFrame } from '../../wire/frames';
import type { Directory } from '../../wire/settings';
import type { ListedTicket } from '../../wire/tickets';
import type { AdvisorView } from '../../wire/views';
import { ApiProblem } from '../shared/api/api';
import { readDirectory } from '../shared/api/directory';
import { Link, openLink } from '../shared/api/link';
import { serverNow } from '../shared/api/server-time';
import { followEnd, session, sessionHolds, signInAgain } from '../shared/api/session';
import { afterDraft } from './draft';
import { Action, PressQueue } from './outbox';
import { Slips } from './slips';

/** Where a ticket is transferred to, why, and for which advisor, if for one. */
export interface TransferTo {
  readonly queue: string;
  readonly reason?: TransferReason;
  readonly advisor?: string;
}

/** The advisor's situation, which a refusal is about. */
const situationOf = (view: AdvisorView | null): string =>
  JSON.stringify(
    view && [
      [view.me.state, view.me.counter, view.current?.id, view.current?.state, view.current?.queue],
      view.held?.map(({ id }) => id),
      view.queues.some((queue) => queue.general + queue.preferential > 0),
    ],
  );

/** The advisor's console: its view over the socket, its presses over the API. */
export class Console {
  /** Null: not signed on at this branch. Undefined: no frame yet. */
  readonly view = signal<AdvisorView | null | undefined>(undefined);
  readonly directory = signal<Directory | undefined>(undefined);
  readonly link: Link;
  readonly presses: PressQueue;
  readonly slips: Slips;
  private timer = 0;
  private readonly unwatch: () => void;

  constructor(readonly branch: string) {
    const { id } = session.value!.staff;
    this.slips = new Slips(id, branch, localStorage, signal(undefined), serverNow);
    this.presses = new PressQueue(id, signInAgain, (refused) => this.slips.refused(refused));
    this.link = openLink<AdvisorFrame>({
      branch,
      view: 'advisor',
      take: (frame) => {
        const before = this.view.value?.configured;
        this.view.value = frame.data;
        this.presses.heard(situationOf(frame.data));
        const now = frame.data?.configured;
        if (before !== undefined && now !== undefined && before !== now) void this.readNames();
      },
      stillMe: () => sessionHolds(branch),
    });
    const stops = [
      this.link.state.subscribe((state) => state === 'live' && this.presses.wake()),
      followEnd(this.link),
    ];
    this.unwatch = () => stops.forEach((stop) => stop());
    void this.readNames();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.unwatch();
    this.presses.stop();
    this.link.stop();
  }

  /** A command that needs only the ticket. */
  onTicket(
    action: Extract<Action, 'start' | 'recall' | 'no-show' | 'return' | 'reopen'>,
    ticket: ListedTicket,
  ): void {
    const params = this.of(ticket);
    const press = () =>
      this.presses.press(
        action,
        requestOf(`POST /api/branches/:branch/tickets/:ticket/${action}`, { params }),
        ticket.id,
      );
    if (action === 'no-show' || action === 'return') afterDraft(ticket.id, press);
    else press();
  }

  hold(ticket: ListedTicket, reason: HoldReason): void {
    afterDraft(ticket.id, () => {
      this.presses.press(
        'hold',
        requestOf('POST /api/branches/:branch/tickets/:ticket/hold', {
          params: this.of(ticket),
          body: { reason },
        }),
        ticket.id,
      );
    });
  }

  takeBack(ticket: ListedTicket): void {
    const params = this.of(ticket);
    this.presses.press(
      'take-back',
      requestOf('POST /api/branches/:branch/tickets/:ticket/resume', { params }),
      ticket.id,
    );
  }

  /** Takes back the finish or the transfer that was pressed last. */
  undo(ticket: string): void {
    this.slips.forget();
    const params = { branch: this.branch, ticket };
    this.presses.press(
      'undo',
      requestOf('POST /api/branches/:branch/tickets/:ticket/undo', { params }),
      ticket,
    );
  }

  finish(ticket: ListedTicket, next: boolean, outcome?: string): void {
    afterDraft(ticket.id, () => {
      this.slips.remember('finish', ticket);
      this.presses.press(
        next ? 'finish-next' : 'finish',
        requestOf('POST /api/branches/:branch/tickets/:ticket/finish', {
          params: this.of(ticket),
          body: { next, ...(outcome === undefined ? {} : { outcome }) },
        }),
        ticket.id,
      );
    });
  }

  /** Continues with a matter of another queue, at this counter. */
  matter(ticket: ListedTicket, queue: string, outcome?: string): void {
    this.slips.remember('matter', ticket);
    this.presses.press(
      'matter',
      requestOf('POST /api/branches/:branch/tickets/:ticket/matter', {
        params: this.of(ticket),
        body: { queue, ...(outcome === undefined ? {} : { outcome }) },
      }),
      ticket.id,
    );
  }

  /** Returns the ticket to the line, to wait for one advisor. */
  returnTo(ticket: ListedTicket, advisor: string): void {
    afterDraft(ticket.id, () => {
      this.presses.press(
        'return',
        requestOf('POST /api/branches/:branch/tickets/:ticket/return', {
          params: this.of(ticket),
          body: { advisor },
        }),
        ticket.id,
      );
    });
  }

  transfer(ticket: ListedTicket, { queue, reason, advisor }: TransferTo): void {
    afterDraft(ticket.id, () => {
      this.slips.remember('transfer', ticket);
      this.presses.press(
        'transfer',
        requestOf('POST /api/branches/:branch/tickets/:ticket/transfer', {
          params: this.of(ticket),
          body: { queue, ...(reason ? { reason } : {}), ...(advisor ? { advisor } : {}) },
        }),
        ticket.id,
      );
    });
  }

  callNext(counter: string): void {
    const params = { branch: this.branch, counter };
    this.presses.press(
      'next',
      requestOf('POST /api/branches/:branch/counters/:counter/call-next', { params }),
    );
  }

  call(counter: string, ticket: ListedTicket, reason: CallReason): void {
    this.presses.press(
      'call',
      requestOf('POST /api/branches/:branch/counters/:counter/call', {
        params: { branch: this.branch, counter },
        body: { ticket: ticket.id, reason },
      }),
      ticket.id,
    );
  }

  setState(
    action: Extract<Action, 'resume' | 'pause' | 'leave'>,
    counter: string | undefined,
    reason?: PauseReason,
  ): void {
    const state = ({ resume: 'available', pause: 'paused', leave: 'offline' } as const)[action];
    this.presses.press(
      action,
      requestOf('PUT /api/branches/:branch/advisors/me', {
        params: { branch: this.branch },
        body: { state, ...(counter ? { counter } : {}), ...(reason ? { reason } : {}) },
      }),
    );
  }

  /** The advisor's state after the turn in hand; `available` takes it back. */
  plan(state: 'paused' | 'offline' | 'available', reason?: PauseReason): void {
    this.presses.press(
      state === 'available' ? 'unplan' : 'plan',
      requestOf('PUT /api/branches/:branch/advisors/me', {
        params: { branch: this.branch },
        body: { state, afterThis: true, ...(reason ? { reason } : {}) },
      }),
    );
  }

  private of({ id }: ListedTicket) {
    return { branch: this.branch, ticket: id };
  }

  /** Read at the start, when the view says that they changed, and every five minutes. */
  private async readNames() {
    clearTimeout(this.timer);
    try {
      const now = await readDirectory(this.branch);
      this.directory.value = now;
      // whoever has never been on duty here hears of no change, and waits for the first counter
      const soon = Object.keys(now.config.counters).length === 0;
      this.timer = window.setTimeout(() => void this.readNames(), soon ? 5_000 : 300_000);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.status === 401) return signInAgain();
      this.timer = window.setTimeout(() => void this.readNames(), 2_000);
    }
  }
}
