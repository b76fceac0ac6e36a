import { QueueId } from './visit';

/** The name in rows that name nobody. */
const NOBODY = 'NO_SERVER';

/**
 * Assigns each service to a free advisor: the named one or, if that one is busy or is NO_SERVER,
 * another one such as `NAME-2` or `NAME-3`. Services must come in the order of their start.
 */
export class SeatKeeper {
  private readonly busyUntil = new Map<string, number>();
  private readonly serves = new Map<string, Set<QueueId>>();
  doubled = 0;
  nameless = 0;

  take(name: string, from: number, until: number, queue: QueueId): string {
    let n = name === NOBODY ? 2 : 1;
    while ((this.busyUntil.get(seat(name, n)) ?? -Infinity) > from) n += 1;
    if (name === NOBODY) this.nameless += 1;
    else if (n > 1) this.doubled += 1;
    const taken = seat(name, n);
    this.busyUntil.set(taken, until);
    this.serves.set(taken, (this.serves.get(taken) ?? new Set()).add(queue));
    return taken;
  }

  advisors(): readonly { readonly name: string; readonly queues: readonly QueueId[] }[] {
    return [...this.serves]
      .map(([name, queues]) => ({ name, queues: [...queues].sort() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

const seat = (name: string, n: number) => (n === 1 ? name : `${name}-${n}`);
