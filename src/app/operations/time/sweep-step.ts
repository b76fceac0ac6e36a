import { foldStretches } from '../../domain/fold/fold-stretches';
import { refold } from '../../domain/fold/refold';
import { isSentHome } from '../../domain/line/line-is-over';
import { SYSTEM } from '../../domain/model/actor';
import { BANK } from '../../domain/model/bank';
import { businessDay, closedLately } from '../../domain/model/day';
import { Instant } from '../../domain/model/instant';
import { addDays } from '../../domain/model/local-time';
import { BranchSettings } from '../../domain/model/settings';
import { whoWaits } from '../../domain/model/waiting';
import { DueBranch, FloorRead, RunRequest } from '../../ports';
import { SKIPPED } from '../write-path/run';
import { SweepDeps } from './deps';
import { AlertWatch } from './sweep-alerts';
import { approachingIn, pastClosingIn } from './sweep-approaching';
import { forgetPersonal } from './sweep-forget';
import { learnDays } from './sweep-learn';
import { redueQueue } from './sweep-redue';
import { SweepTroubles } from './sweep-troubles';

/** How many tickets one command may touch. */
const BATCH = 200;
/** Batches of one kind that one step may run on a branch: the rest waits for the next step. */
const MOST_BATCHES = 100;
/** Consoles are paused for silence only while some instance has written within this long. */
const HEARD_MS = 20_000;
/** How many events' stretches one command adds. */
const STRETCH_BATCH = 2000;
/** Two looks fit into the time an alert waits (`STEADY_MS`), with a step to spare. */
const ALERTS_EVERY_MS = 8_000;
const HOUSEKEEPING_EVERY_MS = 60_000;
const FORGET_EVERY_MS = 3_600_000;

const placeOf = ({ epoch, seq }: Pick<DueBranch, 'epoch' | 'seq'>) => `${epoch} ${seq}`;

type Work = Pick<RunRequest, 'load' | 'command'>;

/** One step over all branches. A failure at one of them never stops the others. */
export class SweepStep {
  /** Epoch and sequence of each branch when its whole floor was last examined. */
  private readonly looked = new Map<string, string>();
  /**
   * Epoch and the last closed day, by branch: in a restored database that day may be open again.
   */
  private readonly closed = new Map<string, string>();
  /** The last closed day that was learned from, by branch. */
  private readonly learned = new Map<string, string>();
  private alertsAt = -Infinity;
  private keptAt = -Infinity;
  private forgotAt = -Infinity;

  private readonly troubles: SweepTroubles;
  private readonly alerts: AlertWatch;

  constructor(private readonly deps: SweepDeps) {
    this.troubles = new SweepTroubles(deps);
    this.alerts = new AlertWatch(deps);
  }

  async run(now: Instant): Promise<void> {
    const { store } = this.deps;
    const silentMs = await store.consolesSilentMs();
    const heard = silentMs !== undefined && silentMs < HEARD_MS;
    const alerts = now - this.alertsAt >= ALERTS_EVERY_MS;
    for (const due of await store.dueBranches(now)) await this.branch(due, now, heard, alerts);
    if (alerts) this.alertsAt = now;
    if (now - this.keptAt >= HOUSEKEEPING_EVERY_MS) {
      this.keptAt = now;
      await this.keepHouse(now);
    }
  }

  failed = (what: string, branch?: string) => (error: Error) =>
    this.deps.log.warn(
      { what, branch, error: error.message },
      'a sweep step failed; the next one tries again',
    );

  private async branch(due: DueBranch, now: Instant, heard: boolean, alerts: boolean) {
    const { branch, seq, stretchedSeq } = due;
    const { store } = this.deps;
    const attempt = (what: string, work: () => Promise<unknown>) =>
      this.troubles.attempt(what, branch, now, work);
    let settings: BranchSettings | undefined;
    await attempt('settings', async () => {
      settings = (await store.configOf(branch, due)).settings;
    });
    if (!settings) return;
    const known = settings;
    if (stretchedSeq < seq) {
      await attempt('stretches', () => this.stretch(branch, seq - stretchedSeq));
    }
    await attempt('close-day', async () => this.closeDay(due, known, now));
    await attempt('learn', () => this.learn(branch, now));
    await attempt('tick', () => this.tick(due, known, now, heard));
    for (const queue of due.redue) {
      await attempt(`redue ${queue}`, () => redueQueue(this.deps, branch, queue));
    }
    if (this.looked.get(branch) !== placeOf(due) || alerts) {
      await attempt('look', () => this.look(branch, now, alerts && { heard }));
    }
  }

  /**
   * Closes what is over. Also once when the branch is already in its next day: a ticket issued
   * before the sweep came has opened that day, and left the old day's tickets open. Repeated while
   * somebody may still be inside a branch that closed as its day ended.
   */
  private async closeDay(
    { branch, epoch, day }: DueBranch,
    settings: BranchSettings,
    now: Instant,
  ) {
    const today = businessDay(now, settings);
    const over = day < today ? day : addDays(day, -1);
    if (over >= today) {
      // a branch moved west has opened a day before its date: people still come on the previous one
      this.closed.delete(branch);
      return;
    }
    if (day === '' || this.closed.get(branch) === `${epoch} ${over}`) return;
    const done = await this.drain(branch, {
      load: { open: { limit: BATCH, closing: over } },
      command: { type: 'CloseDay', day: over, batch: BATCH },
    });
    if (done && !closedLately(over, now, settings)) this.closed.set(branch, `${epoch} ${over}`);
  }

  /** Once per closed day: what was learned from it counts from then on. */
  private async learn(branch: string, now: Instant) {
    const closed = this.closed.get(branch);
    if (closed === undefined || this.learned.get(branch) === closed) return;
    if (await learnDays(this.deps, branch, now)) this.learned.set(branch, closed);
  }

  /** Adds the missing stretches of this many events. */
  private async stretch(branch: string, events: number) {
    const batches = Math.min(MOST_BATCHES, Math.ceil(events / STRETCH_BATCH));
    for (let batch = 0; batch < batches; batch += 1) {
      await this.deps.runInBackground({
        branch,
        actor: SYSTEM,
        load: {},
        change: { kind: 'stretches', limit: STRETCH_BATCH, fold: foldStretches, refold },
        command: { type: 'Record', facts: [] },
      });
    }
  }

  private async tick(due: DueBranch, settings: BranchSettings, now: Instant, heard: boolean) {
    const { branch, deferral, wished, calledAt, seenAt } = due;
    const unanswered = calledAt !== null && calledAt <= now - settings.recalls.everySeconds * 1000;
    const silent =
      heard &&
      settings.pauseAbsent &&
      seenAt !== null &&
      seenAt <= now - settings.absentSeconds * 1000;
    const freed = wished && settings.assignment === 'automatic';
    if (!deferral && !unanswered && !silent && !freed) return;
    await this.drain(branch, {
      load: { due: { limit: BATCH } },
      command: { type: 'Tick', consolesHeard: heard, batch: BATCH },
    });
  }

  /** Work that needs the whole floor: customers whose turn is near, and alerts. */
  private async look(branch: string, now: Instant, alerts: false | { readonly heard: boolean }) {
    const read = await this.deps.reads.readFloor(branch);
    await this.closeLine(branch, read, now);
    const candidates = approachingIn(read, now).slice(0, BATCH);
    const pastClosing = pastClosingIn(read, now).slice(0, BATCH);
    if (candidates.length || pastClosing.length) {
      await this.once(branch, {
        load: { tickets: [...candidates.map(({ ticket }) => ticket), ...pastClosing] },
        command: { type: 'TellApproaching', candidates, pastClosing },
      });
    }
    if (alerts) await this.alerts.look(read, now, alerts.heard);
    this.looked.set(branch, placeOf(read));
  }

  private async closeLine(branch: string, { floor, directory }: FloorRead, now: Instant) {
    // one ticket per queue and day decides for all of them
    const kinds = new Map(whoWaits(floor).map((each) => [`${each.day} ${each.queue}`, each]));
    const over = [...kinds.values()].filter((each) =>
      isSentHome(floor, directory.config, each, now),
    );
    if (!over.length) return;
    const queues = [...new Set(over.map(({ queue }) => queue))];
    await this.drain(branch, {
      load: { waiting: { queues, limit: BATCH } },
      command: { type: 'CloseLine', batch: BATCH },
    });
  }

  private async keepHouse(now: Instant) {
    const { runInBackground, store } = this.deps;
    await runInBackground({
      branch: BANK,
      actor: SYSTEM,
      load: {},
      change: { kind: 'failed-sign-ins' },
      command: { type: 'Record', facts: [] },
    }).catch(this.failed('failed-sign-ins'));
    await store.forgetOld(now).catch(this.failed('forget-old'));
    await store.forgetWords(now).catch(this.failed('forget-words'));
    if (now - this.forgotAt < FORGET_EVERY_MS) return;
    this.forgotAt = now;
    await this.clearClosed().catch(this.failed('closed-accounts'));
    await forgetPersonal(this.deps, now).catch(this.failed('forget-personal'));
  }

  /** An older release serving beside this one leaves the passwords of accounts that it closes. */
  private async clearClosed() {
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const { events } = await this.deps.runInBackground({
        branch: BANK,
        actor: SYSTEM,
        load: {},
        change: { kind: 'closed-accounts' },
        command: { type: 'Record', facts: [] },
      });
      if (!events.length) return;
    }
  }

  /** Runs batches until one decides nothing. False if the branch was locked, or more is left. */
  private async drain(branch: string, work: Work): Promise<boolean> {
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const result = await this.once(branch, work);
      if (!result.events.length) return result !== SKIPPED;
    }
    return false;
  }

  private once(branch: string, work: Work) {
    return this.deps.runInBackground({ branch, actor: SYSTEM, skipLocked: true, ...work });
  }
}
