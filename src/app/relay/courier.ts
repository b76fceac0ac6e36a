import { Instant } from '../domain/model/instant';
import { Delivery, DeliveryStore, Log, SendResult } from '../ports';
import { nextAttempt } from './attempts';
import { Breaker } from './breaker';
import { NO_LONGER_TRUE, NOT_AGAIN, Outcome } from './outcomes';
import { Pauses } from './pauses';
import { Recorder } from './recorder';
import { RelayConsumer, sendOnce } from './send';
import { Timers } from './timers';

/** An idle courier polls this often: hints of new rows may be lost. */
const POLL_MS = 5_000;
/**
 * After an empty poll, ignore hints for this long: a busy morning must not become one query per
 * commit.
 */
const QUIET_MS = 20;
/**
 * At most this many position edits in flight: more would fill every slot while rate-limited, and a
 * turn would queue behind them.
 */
const EDITS = 4;
/**
 * Rows become due by the database's clock, which may lag ours, or wait for another instance's lease
 * to expire.
 */
const NOT_YET_MS = 250;

export interface CourierDeps {
  readonly store: DeliveryStore;
  readonly recorder: Recorder;
  readonly clock: () => Instant;
  /** Whether rows with an expired lease may be taken. */
  readonly orphans: () => boolean;
  readonly timers: Timers;
  readonly log: Log;
  readonly unlink: (delivery: Delivery, because: string) => Promise<unknown>;
}

/** The loop of one consumer: claim, send, record. A slow consumer holds up only itself. */
export class Courier {
  private readonly breaker = new Breaker();
  private readonly pauses = new Pauses();
  private readonly release = new AbortController();
  private readonly flying = new Set<Promise<void>>();
  /** Deliveries from their claim until their outcome is recorded. */
  private readonly held = new Set<string>();
  private inHand = 0;
  private editsInHand = 0;
  private probing = false;
  private looking = false;
  private again = false;
  private closing = false;
  private halted: string | undefined;
  private quietUntil: Instant = 0;
  private lookAt: Instant = 0;
  private stopTimer = () => {};

  constructor(
    private readonly consumer: RelayConsumer,
    private readonly deps: CourierDeps,
  ) {}

  get name(): string {
    return this.consumer.name;
  }

  /** Why nothing is sent; `undefined` while all is well. */
  get trouble(): string | undefined {
    return this.halted
      ? `stopped: ${this.halted}`
      : this.breaker.open
        ? 'no answer: probing'
        : undefined;
  }

  /** Says that there may be something to send. Never throws, never waits. */
  wake(): void {
    if (this.closing || this.halted !== undefined) return;
    if (this.looking) {
      this.again = true;
      return;
    }
    const wait = this.quietUntil - this.deps.clock();
    if (wait > 0) this.sleep(wait);
    else this.track(this.look());
  }

  /** Stops claiming; resolves once the sends in progress have ended. */
  async close(): Promise<void> {
    this.closing = true;
    this.stopTimer();
    while (this.flying.size) await Promise.all(this.flying);
  }

  /** Aborts the sends in progress and gives their leases back. */
  letGo(): void {
    this.release.abort();
  }

  private track(work: Promise<void>): void {
    const tracked = work.finally(() => this.flying.delete(tracked));
    this.flying.add(tracked);
  }

  private get leaseSeconds(): number {
    return Math.ceil((this.consumer.timeoutMs * 2) / 1000) + 5;
  }

  private sleep(ms: number): void {
    this.stopTimer();
    if (this.closing) return;
    this.stopTimer = this.deps.timers.after(Math.max(ms, 1), () => this.wake());
  }

  private async look(): Promise<void> {
    this.looking = true;
    try {
      do {
        this.again = false;
        const full = await this.claim();
        if (full) this.again = true;
      } while (
        this.again &&
        !this.closing &&
        this.halted === undefined &&
        this.quietUntil <= this.deps.clock()
      );
    } catch (error) {
      this.deps.log.warn(
        { consumer: this.name, error: String((error as Error)?.name) },
        'could not claim deliveries; trying again',
      );
      this.quietUntil = this.deps.clock() + 1_000;
      this.again = true;
    } finally {
      this.looking = false;
    }
    if (this.again) this.wake();
  }

  /** @returns true when there may be more to claim at once */
  private async claim(): Promise<boolean> {
    const { clock, store } = this.deps;
    const now = clock();
    const waitUntil = this.pauses.allUntil(now) ?? 0;
    const probe = this.breaker.open;
    if (probe && this.probing) return false;
    const notBefore = Math.max(waitUntil, this.breaker.probeAt ?? 0);
    if (notBefore > now) {
      this.sleep(notBefore - now);
      return false;
    }
    const room = probe ? 1 : (this.consumer.parallel ?? 32) - this.inHand;
    if (room <= 0) return false;
    const paused = this.pauses.paused(now);
    const tried = this.breaker.tried;
    const { due, stale } = await store.claim(
      [this.name],
      room,
      this.leaseSeconds,
      [...paused, ...tried],
      {
        edits: EDITS - this.editsInHand,
        held: [...this.held],
        orphans: this.deps.orphans(),
      },
    );
    for (const { id } of [...due, ...stale]) this.held.add(id);
    stale.forEach((delivery) => this.conclude(delivery, NO_LONGER_TRUE));
    if (this.closing) {
      due.forEach((delivery) => this.settle(delivery, { outcome: 'released' }, false));
    } else {
      due.forEach((delivery) => this.start(delivery, probe));
    }
    if (due.length + stale.length > 0) {
      return due.length < room || stale.length > 0 ? this.napUntilDue(false) : !probe;
    }
    if (tried.length) {
      this.breaker.forgetTried();
      return true;
    }
    this.quietUntil = clock() + QUIET_MS;
    return this.napUntilDue(true);
  }

  private async napUntilDue(nothing: boolean): Promise<boolean> {
    const { clock, store } = this.deps;
    const now = clock();
    if (nothing && this.lookAt <= now) {
      const next = await store.nextDue([this.name]);
      const soonest = Math.min(next ?? Infinity, this.pauses.firstEnd() ?? Infinity, now + POLL_MS);
      this.lookAt = Math.max(soonest, now + NOT_YET_MS);
    }
    this.sleep((nothing ? this.lookAt : Math.max(this.lookAt, now + QUIET_MS)) - now);
    return false;
  }

  private start(delivery: Delivery, probe: boolean): void {
    const edits = Number(delivery.about === 'position');
    this.inHand += 1;
    this.editsInHand += edits;
    if (probe) this.probing = true;
    this.track(
      sendOnce(this.consumer, delivery, this.deps.timers, this.release.signal).then((sent) => {
        this.inHand -= 1;
        this.editsInHand -= edits;
        if (probe) this.probing = false;
        this.settle(delivery, sent, probe);
      }),
    );
  }

  private settle(delivery: Delivery, sent: SendResult, probe: boolean): void {
    const wasOpen = this.breaker.open;
    this.conclude(delivery, this.outcomeOf(delivery, sent, probe));
    if (sent.outcome === 'failed' && sent.unlink) this.unlink(delivery, sent.reason);
    if (wasOpen === this.breaker.open) return;
    this.deps.log.warn(
      { consumer: this.name, open: this.breaker.open },
      this.breaker.open
        ? 'breaker open: no answers; probing until they are back'
        : 'breaker closed: there are answers again',
    );
  }

  /** What becomes of a delivery. Updates breaker and pauses; `stopped` halts this courier. */
  private outcomeOf(delivery: Delivery, sent: SendResult, probe: boolean): Outcome {
    const now = this.deps.clock();
    const isEdit = delivery.about === 'position';
    switch (sent.outcome) {
      case 'sent':
        this.breaker.answered();
        return sent;
      case 'superseded':
        return sent;
      case 'failed':
        this.breaker.answered();
        return { outcome: 'failed', reason: sent.reason };
      case 'slow-down': {
        const until = now + sent.retryAfterSeconds * 1000;
        this.breaker.answered();
        this.pauses.slowDown(delivery.thread, until, now);
        return isEdit ? NOT_AGAIN : { outcome: 'later', at: until, counts: false };
      }
      case 'stopped':
        this.halt(sent.reason);
        return { outcome: 'later', at: now, counts: false };
      case 'released':
        return { outcome: 'later', at: now + (sent.afterMs ?? 0), counts: false };
      case 'retry': {
        this.breaker.failed(delivery.thread, now, probe, sent.away);
        if (isEdit) return NOT_AGAIN;
        if (this.breaker.open) return { outcome: 'later', at: now, counts: false };
        const at = nextAttempt(delivery.attempts, now);
        return at === undefined
          ? { outcome: 'failed', reason: sent.reason }
          : { outcome: 'later', at, counts: true };
      }
    }
  }

  private halt(reason: string): void {
    this.halted = reason;
    this.stopTimer();
    this.deps.log.error(
      { consumer: this.name, reason },
      'deliveries of this consumer have stopped until the app is restarted',
    );
  }

  private conclude(delivery: Delivery, outcome: Outcome): void {
    if (outcome.outcome === 'later') {
      this.lookAt = Math.min(this.lookAt, Math.max(outcome.at, this.deps.clock()));
    }
    this.deps.recorder.add(
      delivery.event.branch,
      { delivery: delivery.id, lease: delivery.lease, ...outcome },
      () => {
        this.held.delete(delivery.id);
        this.quietUntil = 0;
        this.wake();
      },
    );
  }

  private unlink(delivery: Delivery, because: string): void {
    this.track(
      this.deps.unlink(delivery, because).then(
        () => undefined,
        (error: unknown) =>
          this.deps.log.warn(
            { consumer: this.name, error: String((error as Error)?.name) },
            'could not unlink an address that is gone',
          ),
      ),
    );
  }
}
