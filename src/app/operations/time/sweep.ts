import { SYSTEM } from '../../domain/model/actor';
import { businessDay } from '../../domain/model/day';
import { Instant } from '../../domain/model/instant';
import { addDays } from '../../domain/model/local-time';
import { Parts } from '../write-path/parts';
import { SKIPPED } from '../write-path/run';
import { watchAlerts } from './sweep-alerts';
import { approachingIn } from './sweep-approaching';
import { redueQueue } from './sweep-redue';

const BATCH = 200;
/** Consoles are paused for silence only while some instance has written within this long. */
const HEARD_MS = 20_000;
const LEASE_SECONDS = 10;
const ALERTS_EVERY_MS = 10_000;
const HOUSEKEEPING_EVERY_MS = 60_000;

/**
 * What time does: deferrals ending, recalls, no-shows, absent advisors, approaching, alerts,
 * closing the day. Any instance can, exactly one does: a lease says who, and were two to try, each
 * step is a command that takes the head with `skip locked` and decides anew.
 */
export function createSweep(parts: Parts) {
  const looked = new Map<string, number>();
  const closed = new Map<string, string>();
  let alertsAt = -Infinity;
  let keptAt = -Infinity;
  const failed = (what: string, branch?: string) => (error: Error) =>
    parts.log.warn(
      { what, branch, error: error.message },
      'a sweep step failed; the next one tries again',
    );
  const aside = (branch: string, request: Pick<Parameters<Parts['run']>[0], 'load' | 'command'>) =>
    parts.runAside({ branch, actor: SYSTEM, skipLocked: true, ...request });

  /**
   * Batches until nothing is left to do, which it tells; a branch that another instance holds waits
   * for the next step.
   */
  const drain = async (branch: string, request: Parameters<typeof aside>[1]) => {
    for (let round = 0; round < 100; round += 1) {
      const result = await aside(branch, request);
      if (!result.events.length) return result !== SKIPPED;
    }
    return false;
  };

  async function step(now: Instant): Promise<void> {
    const heardAt = await parts.store.consolesHeardAt();
    const consolesHeard = heardAt !== undefined && Date.now() - heardAt < HEARD_MS;
    const due = await parts.store.dueBranches(now);
    const alertsDue = now - alertsAt >= ALERTS_EVERY_MS;
    for (const { branch, seq, day, configVersion, deferral, calledAt, seenAt, redue } of due) {
      const { settings } = await parts.store.configOf(branch, configVersion);
      const today = businessDay(now, settings);
      const over = day < today ? day : addDays(day, -1);
      if (day !== '' && closed.get(branch) !== over) {
        await closeDay(branch, over).catch(failed('close-day', branch));
      }
      const unanswered =
        calledAt !== null && calledAt <= now - settings.recalls.everySeconds * 1000;
      const silent =
        consolesHeard &&
        settings.pauseAbsent &&
        seenAt !== null &&
        seenAt <= now - settings.absentSeconds * 1000;
      if (deferral || unanswered || silent) {
        await drain(branch, {
          load: { due: { limit: BATCH } },
          command: { type: 'Tick', consolesHeard, batch: BATCH },
        }).catch(failed('tick', branch));
      }
      for (const queue of redue) {
        await redueQueue(parts, branch, queue).catch(failed('redue', branch));
      }
      if (looked.get(branch) !== seq || alertsDue) {
        await look(branch, now, alertsDue).catch(failed('look', branch));
      }
    }
    if (alertsDue) alertsAt = now;
    if (now - keptAt >= HOUSEKEEPING_EVERY_MS) {
      keptAt = now;
      await parts
        .runAside({
          branch: 'bank',
          actor: SYSTEM,
          load: {},
          change: { kind: 'failed-sign-ins' },
          command: { type: 'Record', facts: [] },
        })
        .catch(failed('failed-sign-ins'));
      await parts.store.forgetOld(now).catch(failed('forget-old'));
    }
  }

  /**
   * Also once when the branch is in its next day already: a ticket issued before the sweep came
   * opened it, and left the old day's tickets open.
   */
  async function closeDay(branch: string, day: string) {
    if (
      await drain(branch, {
        load: { open: { limit: BATCH } },
        command: { type: 'CloseDay', day, batch: BATCH },
      })
    ) {
      closed.set(branch, day);
    }
  }

  /** What needs the whole floor: who has come near, and alerts. */
  async function look(branch: string, now: Instant, alerts: boolean) {
    const read = await parts.reads.readFloor(branch);
    const candidates = approachingIn(read, now).slice(0, BATCH);
    if (candidates.length) {
      await aside(branch, {
        load: { tickets: candidates.map((each) => each.ticket) },
        command: { type: 'TellApproaching', candidates },
      });
    }
    if (alerts) await watchAlerts(parts, read, now);
    looked.set(branch, read.seq);
  }

  let stopped = true;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const beat = async () => {
    if (await parts.store.takeLease('sweep', LEASE_SECONDS)) await step(parts.clock());
  };
  const schedule = (everyMs: number) => {
    timer = setTimeout(() => {
      running = beat()
        .catch(failed('sweep'))
        .then(() => {
          if (!stopped) schedule(everyMs);
        });
    }, everyMs);
    timer.unref();
  };
  return {
    /** One step at this instant, without the lease: the replay and tests drive it so. */
    step,
    start(everyMs = 1_000) {
      stopped = false;
      schedule(everyMs);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
      await parts.store.dropLease('sweep').catch(failed('drop-lease'));
    },
  };
}
export type Sweep = ReturnType<typeof createSweep>;
