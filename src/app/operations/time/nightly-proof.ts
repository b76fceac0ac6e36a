import { SYSTEM } from '../../domain/model/actor';
import { BANK } from '../../domain/model/bank';
import { Fact } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import { Log, Run } from '../../ports';

const HOUR_MS = 3_600_000;
/** Nobody proves again within this time, ms. */
const DUE_MS = 20 * HOUR_MS;
/** After this long without a proof, one runs even in a busy hour, ms. */
const LATE_MS = 30 * HOUR_MS;
/** An hour in which no branch did anything, so nobody waits for the proof's load. */
const QUIET_MS = HOUR_MS;
/** After this long without a proof, the alarm rings, ms. */
const MISSING_MS = 72 * HOUR_MS;
/** Events at a time: few enough not to block the event loop. */
const PAGE = 100;
/** Longer than any step between two pages, so that no second instance begins meanwhile. */
export const PROOF_LEASE_SECONDS = 900;
const RENEW_MS = 60_000;
const LONGEST_PAUSE_MS = 1_000;
/** How many sentences of one proof are logged. */
const MOST_LOGGED = 50;

/** Watches chains being walked, a page of this many events at a time. */
interface Watch {
  readonly page: number;
  held(count: number): Promise<void>;
}

/** The outcome of a proof. */
export interface Proof {
  readonly chains: number;
  readonly events: number;
  /** Sentences about what is wrong, by chain; faults of the schema are under the bank's. */
  readonly faults: Readonly<Record<string, readonly string[]>>;
  readonly unproven: readonly string[];
}

/** A chain in which a proof found faults. */
interface Broken {
  readonly chain: string;
  readonly faults: number;
  /** How many more than the proof before found. */
  readonly more: number;
}

/** The last recorded proof; if there is none, the beginning of the bank's chain. */
export interface LastProof {
  readonly at: Instant;
  readonly broken: readonly Broken[];
}

export interface NightlyProofDeps {
  /** Takes or renews the lease; true on the one instance that has it. */
  readonly mine: () => Promise<boolean>;
  readonly release: () => Promise<void>;
  /** Undefined while the bank's chain is empty. */
  readonly last: () => Promise<LastProof | undefined>;
  /** When something last happened at a branch; undefined = never. */
  readonly lastEvent: () => Promise<Instant | undefined>;
  readonly prove: (watch: Watch) => Promise<Proof>;
  readonly runInBackground: Run;
  readonly clock: () => Instant;
  readonly log: Log;
  /** Rings the alarm: more is wrong than the night before, or there is no proof. */
  readonly ring?: () => void;
}

class Ended extends Error {}

/**
 * Proves the whole record once a night, on whichever instance looks first, and records the outcome
 * as a fact. So tampering is noticed without anybody having to remember to look.
 */
export class NightlyProof {
  private ended = false;
  /** What this instance found and may not have been able to record. */
  private found: LastProof | undefined;
  /** When a missing proof was last reported. */
  private missedAt = -Infinity;

  constructor(private readonly deps: NightlyProofDeps) {}

  /** Proves if it is time and nobody else does. Never rejects. */
  look = async (): Promise<void> => {
    const { mine, release, log } = this.deps;
    try {
      if (!(await this.due()) || !(await mine())) return;
      try {
        // another instance may have ended meanwhile
        if (await this.due()) await this.prove();
      } finally {
        await release();
      }
    } catch (error) {
      if (error instanceof Ended) return;
      log.warn(
        { error: (error as Error).message },
        'the record could not be verified; trying again in a few minutes',
      );
    }
  };

  /** A proof under way stops at its next page. */
  end(): void {
    this.ended = true;
  }

  private async known(): Promise<LastProof | undefined> {
    const { found } = this;
    const recorded = await this.deps.last();
    return found && found.at > (recorded?.at ?? 0) ? found : recorded;
  }

  private async due(): Promise<boolean> {
    const { clock, lastEvent, log, ring } = this.deps;
    const since = (await this.known())?.at;
    const now = clock();
    if (since === undefined || now - since < DUE_MS) return false;
    if (now - since >= MISSING_MS && now - this.missedAt >= MISSING_MS) {
      this.missedAt = now;
      log.error(
        { since: new Date(since).toISOString() },
        'the record has not been verified for three days',
      );
      ring?.();
    }
    return now - since >= LATE_MS || now - ((await lastEvent()) ?? 0) >= QUIET_MS;
  }

  private async prove(): Promise<void> {
    const { prove, runInBackground, clock, log, ring } = this.deps;
    const { faults, unproven, ...counts } = await prove(this.considerate());
    const before = new Map((await this.known())?.broken.map((each) => [each.chain, each.faults]));
    const broken = Object.entries(faults).map(([chain, { length }]) => ({
      chain,
      faults: length,
      more: Math.max(0, length - (before.get(chain) ?? 0)),
    }));
    this.found = { at: clock(), broken };
    // a permanent fault, as after a restore, rings once and not every night
    if (broken.some(({ more }) => more > 0)) ring?.();
    for (const fault of Object.values(faults).flat().slice(0, MOST_LOGGED)) {
      log.error({ fault }, 'the record does not verify');
    }
    for (const each of unproven.slice(0, MOST_LOGGED)) {
      log.info({ unproven: each }, 'something of the record could not be proven');
    }
    const details = { ...counts, unproven: unproven.length };
    log.info({ ...details, broken: broken.length }, 'the record was verified');
    await runInBackground({
      branch: BANK,
      actor: SYSTEM,
      load: {},
      command: { type: 'Record', facts: factsOf(broken, details) },
    });
  }

  /** Pauses after each page for as long as the page took. */
  private considerate(): Watch {
    let [paged, renewed] = [performance.now(), performance.now()];
    return {
      page: PAGE,
      held: async () => {
        const took = performance.now() - paged;
        await new Promise((resolve) => setTimeout(resolve, Math.min(took, LONGEST_PAUSE_MS)));
        if (this.ended) throw new Ended();
        if (performance.now() - renewed > RENEW_MS) {
          if (!(await this.deps.mine())) throw new Ended();
          renewed = performance.now();
        }
        paged = performance.now();
      },
    };
  }
}

const factsOf = (
  broken: LastProof['broken'],
  details: Readonly<Record<string, number>>,
): readonly Fact[] =>
  broken.length
    ? broken.map(({ chain, ...rest }) => ({
        type: 'BankFact',
        what: 'audit-broken',
        subject: chain,
        details: rest,
      }))
    : [{ type: 'BankFact', what: 'audit-verified', subject: BANK, details }];
