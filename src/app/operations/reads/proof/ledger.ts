import { sameJson } from '../../../domain/model/same-json';
import { AuditSnapshot, KeptKind } from './store';

/** How many rows may be held that do not match their events yet; only tampering exceeds it. */
const MOST_HELD = 10_000;
/** Rows read, and differences reported, at a time. */
const CHUNK = 500;

export interface Difference<V> {
  readonly key: string;
  readonly folded?: V;
  readonly row?: unknown;
}

/**
 * Rows of one kind as their events make them, where the last event of each decides. A row is held
 * until it matches, and then forgotten, because a chain covers millions. Nothing is lost by that:
 * if a later event concerns a forgotten row, it is held again; and rows without an event are found
 * by counting and by adding up the keys, since two events may fit the same row.
 */
export class Ledger<V> {
  private readonly held = new Map<string, V>();
  private readonly ripe = new Set<string>();
  private readonly fits = { rows: 0, keys: 0n };
  /** Rows not held, because too many were. */
  lost = 0;

  /**
   * @param fitting whether a row matches its events; by default both have the same JSON text
   * @param counted whether the row belongs to this event, if it may also match another's
   */
  constructor(
    private readonly snapshot: AuditSnapshot,
    private readonly kind: KeptKind,
    private readonly branch: string,
    private readonly fitting: (folded: V, row: unknown) => boolean = sameJson,
    private readonly counted: (folded: V, row: unknown) => boolean = () => true,
  ) {}

  get size(): number {
    return this.held.size;
  }

  get(key: string): V | undefined {
    return this.held.get(key);
  }

  /** @param ripe false: more events will follow, and it is not worth comparing it yet */
  put(key: string, folded: V, ripe = true): void {
    this.held.set(key, folded);
    if (ripe) this.ripe.add(key);
  }

  /** Everything held may be compared. */
  ripen(): void {
    for (const key of this.held.keys()) this.ripe.add(key);
  }

  /** Compares what is ripe, and forgets what matches. */
  async settle(): Promise<void> {
    if (this.ripe.size === 0) return;
    const keys = [...this.ripe];
    this.ripe.clear();
    const rows = await this.snapshot.keptRows(this.kind, this.branch, keys);
    for (const key of keys) {
      const [folded, row] = [this.held.get(key)!, rows.get(key)];
      if (this.fitting(folded, row)) {
        if (row !== undefined && this.counted(folded, row)) this.count(key);
        this.held.delete(key);
      } else if (this.held.size > MOST_HELD) {
        this.lost += 1;
        this.held.delete(key);
      }
    }
  }

  private count(key: string): void {
    this.fits.rows += 1;
    this.fits.keys += this.snapshot.keyNumber(key);
  }

  /**
   * What is left at the end of the chain, with the existing rows; then rows that no event is about.
   * @param told the keys that the chain's events are about, page by page, if it has to be walked
   * again; undefined: earlier events were removed, so a row may lack its event
   */
  async *differences(
    told: (() => AsyncIterable<readonly string[]>) | undefined,
  ): AsyncGenerator<Difference<V>> {
    const keys = [...this.held.keys()];
    for (let at = 0; at < keys.length; at += CHUNK) {
      const rows = await this.snapshot.keptRows(this.kind, this.branch, keys.slice(at, at + CHUNK));
      for (const key of keys.slice(at, at + CHUNK)) {
        const [folded, row] = [this.held.get(key)!, rows.get(key)];
        if (row !== undefined && this.counted(folded, row)) this.count(key);
        if (!this.fitting(folded, row)) yield { key, folded, row };
      }
    }
    if (!told || this.lost) return;
    const there = await this.snapshot.keptTally(this.kind, this.branch);
    if (there.rows === this.fits.rows && there.keys === this.fits.keys) return;
    for await (const page of this.snapshot.keptKeys(this.kind, this.branch)) {
      const left = new Set(page);
      for await (const known of told()) for (const key of known) left.delete(key);
      const rows = await this.snapshot.keptRows(this.kind, this.branch, [...left].slice(0, CHUNK));
      for (const [key, row] of rows) if (!this.held.has(key)) yield { key, row };
    }
  }
}
