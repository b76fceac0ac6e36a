import { Instant } from '../domain/model/instant';

/** So many chains told to slow down within so long means that all should. */
const CHAINS = 3;
const WITHIN_MS = 10_000;

/** Who was told to slow down (429), and until when. */
export class Pauses {
  private readonly chains = new Map<string, Instant>();
  private recent: { chain: string; at: Instant; until: Instant }[] = [];
  private everyone: Instant = 0;

  slowDown(chain: string, until: Instant, now: Instant): void {
    this.chains.set(chain, Math.max(until, this.chains.get(chain) ?? 0));
    this.recent = this.recent.filter(
      (pause) => pause.at > now - WITHIN_MS && pause.chain !== chain,
    );
    this.recent.push({ chain, at: now, until });
    if (this.recent.length >= CHAINS) {
      this.everyone = Math.max(this.everyone, ...this.recent.map((pause) => pause.until));
    }
  }

  /** Chains that pause now; those whose time is up are forgotten. */
  paused(now: Instant): readonly string[] {
    for (const [chain, until] of this.chains) if (until <= now) this.chains.delete(chain);
    return [...this.chains.keys()];
  }

  /** Until when all pause; undefined when they do not. */
  allUntil(now: Instant): Instant | undefined {
    return this.everyone > now ? this.everyone : undefined;
  }

  /** When the first pause ends. */
  firstEnd(): Instant | undefined {
    return this.chains.size ? Math.min(...this.chains.values()) : undefined;
  }
}
