import { signal } from '@preact/signals';
import { Request } from '../../client/client';
import { ApiProblem, newKey, send } from '../shared/api/api';
import { SETTLES_MS } from '../shared/look/settles';
import { keep, keptOf } from './kept-presses';
import { Refusal, Refusals } from './refusals';

/** What an advisor can press. */
export type Action =
  | 'next'
  | 'call'
  | 'start'
  | 'finish'
  | 'finish-next'
  | 'recall'
  | 'no-show'
  | 'return'
  | 'transfer'
  | 'undo'
  | 'hold'
  | 'matter'
  | 'take-back'
  | 'reopen'
  | 'resume'
  | 'pause'
  | 'leave'
  | 'plan'
  | 'unplan';

/**
 * A pressed button, kept until the server has decided. Presses are sent in order, each under its
 * own idempotency key, so that each happens once.
 */
export interface Pressed extends Request {
  readonly key: string;
  readonly staff: string;
  readonly action: Action;
  readonly ticket?: string;
  readonly at: number;
}

/** A press the server refused. */
export interface RefusedPress extends Refusal {
  readonly pressed: Pressed;
  readonly problem: ApiProblem;
}

const RETRY_MS = [500, 1000, 2000, 4000, 5000];

/**
 * The queue of one advisor's presses. `ended` is called when the session is gone; waiting presses
 * are kept for the next one. `onRefused` is called for each press that the server refused.
 */
export class PressQueue {
  /** Pressed and not yet decided. */
  readonly waiting = signal<readonly Pressed[]>([]);
  /** Decided, but the screen has not yet heard of it over the socket. */
  readonly settling = signal<readonly Pressed[]>([]);
  readonly refused = signal<readonly RefusedPress[]>([]);
  readonly refusals = new Refusals(this.refused);
  private sending = false;
  private timer = 0;
  private failures = 0;
  private frames = 0;

  constructor(
    private readonly staff: string,
    private readonly ended: () => void,
    private readonly onRefused: (refused: RefusedPress) => void,
  ) {
    this.waiting.value = keptOf(localStorage, staff);
    void this.drain();
  }

  /** `ticket` is the one that the action is about. */
  press(action: Action, request: Request, ticket?: string): void {
    this.keep([
      ...this.waiting.value,
      { ...request, action, ticket, key: newKey(), staff: this.staff, at: Date.now() },
    ]);
    void this.drain();
  }

  /** The connection is back: tries now. */
  wake(): void {
    this.failures = 0;
    void this.drain();
  }

  /**
   * The screen has heard from the server, so it shows what was decided. `situation` is where the
   * advisor stands, in any form.
   */
  heard(situation: string): void {
    this.frames++;
    if (this.settling.value.length > 0) this.settling.value = [];
    this.refusals.heard(situation);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.sending = true;
  }

  /**
   * Waits for the frame that shows it. That frame may never come (nothing changed for this view),
   * and must not hold the buttons.
   */
  private settle(pressed: Pressed) {
    this.settling.value = [...this.settling.value, pressed];
    setTimeout(() => {
      this.settling.value = this.settling.value.filter((each) => each !== pressed);
    }, SETTLES_MS);
  }

  private keep(list: readonly Pressed[]) {
    this.waiting.value = list;
    keep(localStorage, this.staff, list);
  }

  private async drain() {
    if (this.sending) return;
    this.sending = true;
    clearTimeout(this.timer);
    try {
      for (let first = this.waiting.value[0]; first; first = this.waiting.value[0]) {
        if (!(await this.send(first))) return;
      }
    } finally {
      this.sending = false;
    }
  }

  /** Sends one press. False if nothing was decided, so that it is tried again later. */
  private async send(pressed: Pressed): Promise<boolean> {
    const { frames } = this;
    try {
      await send(pressed, { key: pressed.key });
      if (this.frames === frames) this.settle(pressed);
      this.refusals.granted(pressed.key);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.status === 401) {
        this.ended();
        return false;
      }
      if (error.undecided) {
        this.timer = window.setTimeout(
          () => void this.drain(),
          RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)] * (0.75 + Math.random() / 2),
        );
        return false;
      }
      const behind = this.waiting.value.map(({ key }) => key);
      const refused = { pressed, problem: error, at: performance.now(), behind };
      this.refusals.add(refused);
      this.onRefused(refused);
    }
    this.failures = 0;
    this.keep(this.waiting.value.filter((each) => each.key !== pressed.key));
    return true;
  }
}
