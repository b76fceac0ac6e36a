import { BANK } from '../domain/model/bank';
import { DAY_MS, Instant } from '../domain/model/instant';
import { Log } from '../ports';
import { AnchorDiffers, Anchors } from './anchors';

/** Chains and the closings of their days. */
export interface ClosedDays {
  chains(): Promise<
    readonly {
      readonly branch: string;
      readonly day: string;
      readonly seq: number;
      readonly hash: string;
    }[]
  >;
  /** Closings of a branch's days after event `after`, oldest first. */
  closings(
    branch: string,
    after: number,
  ): Promise<readonly { readonly day: string; readonly seq: number; readonly hash: string }[]>;
  /** Whether a chain has this event, with this hash. */
  has(branch: string, seq: number, hash: string): Promise<boolean>;
  /** A chain's last event before an instant. */
  lastBefore(
    branch: string,
    at: Instant,
  ): Promise<{ readonly seq: number; readonly hash: string } | undefined>;
}

type Chain = Awaited<ReturnType<ClosedDays['chains']>>[number];

export interface KeeperDeps {
  readonly anchors: Anchors;
  readonly days: ClosedDays;
  /** True on the one instance that should do it now. */
  readonly mine: () => Promise<boolean>;
  readonly clock: () => Instant;
  readonly log: Log;
}

const EVERY_MS = 60_000;
/** Any transaction that read its clock longer ago than this (ms) has ended. */
const SETTLED_MS = 60_000;

/**
 * Anchors every closed day of every chain: a branch's once its chain has `DayClosed`, the bank's
 * once the day is over in UTC. What to do follows from the chain and the stored anchors, so it does
 * not matter who does it, how often, or what was missed during an outage.
 */
export function createKeeper({ anchors, days, mine, clock, log }: KeeperDeps) {
  /** Per chain: the event that was noted last. */
  const notedAt = new Map<string, number>();
  /** Per chain: its day when last checked, and the newest anchored event. */
  const done = new Map<string, { readonly day: string; readonly seq: number }>();

  async function closed(branch: string, day: string, after: number) {
    if (branch !== BANK) return days.closings(branch, after);
    const end = await days.lastBefore(branch, Date.parse(day) + DAY_MS);
    return end && end.seq > after ? [{ day, ...end }] : [];
  }

  /**
   * Checks every chain once.
   * @throws when the store or the database is unavailable; the next step continues from there
   */
  async function step(): Promise<void> {
    const yesterday = new Date(Math.floor((clock() - SETTLED_MS) / DAY_MS) * DAY_MS - 1)
      .toISOString()
      .slice(0, 10);
    const chains = await days.chains();
    await note(anchors, chains, notedAt, clock());
    let failed: Error | undefined;
    for (const chain of chains) {
      await keepDays(chain, yesterday).catch((error: Error) => {
        failed ??= error;
      });
    }
    // One chain's trouble does not hold up the others; the next step tries it again.
    if (failed) throw failed;
  }

  async function keepDays(chain: Chain, yesterday: string): Promise<void> {
    const day = chain.branch === BANK ? yesterday : chain.day;
    const before = done.get(chain.branch);
    if (day === '' || before?.day === day) return;
    let seq = before?.seq ?? (await lastThere(anchors, days, chain.branch));
    for (const each of await closed(chain.branch, day, seq)) {
      await anchors.keep({ branch: chain.branch, ...each }).catch((error: Error) => {
        if (!(error instanceof AnchorDiffers)) throw error;
        log.error({ branch: chain.branch, day: each.day }, error.message);
      });
      ({ seq } = each);
    }
    done.set(chain.branch, { day, seq });
  }

  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const schedule = (inMs: number) => {
    timer = setTimeout(() => {
      running = mine()
        .then((yes) => (yes ? step() : undefined))
        .catch((error: Error) => {
          log.warn(
            { error: error.message },
            'could not anchor closed days; trying again in a minute',
          );
        })
        .then(() => {
          if (!stopped) schedule(EVERY_MS);
        });
    }, inMs);
    timer.unref();
  };
  return {
    step,
    start: () => schedule(5_000),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/**
 * The newest anchored event that a chain still has. After a restore the chain ends before its
 * newest anchors, and the days that it closes from then on have to be anchored too.
 */
async function lastThere(anchors: Anchors, days: ClosedDays, branch: string): Promise<number> {
  const last = await anchors.last(branch);
  if (!last || (await days.has(branch, last.seq, last.hash))) return last?.seq ?? 0;
  for (const { seq, hash } of [...(await anchors.of(branch))].reverse()) {
    if (await days.has(branch, seq, hash)) return seq;
  }
  return 0;
}

/** Covers the open day: anything changed after this note differs from it. */
async function note(
  anchors: Anchors,
  chains: readonly Chain[],
  notedAt: Map<string, number>,
  now: Instant,
): Promise<void> {
  const moved = chains.filter(({ branch, seq }) => seq > 0 && notedAt.get(branch) !== seq);
  if (!moved.length) return;
  await anchors.note(now, moved);
  for (const { branch, seq } of moved) notedAt.set(branch, seq);
}
