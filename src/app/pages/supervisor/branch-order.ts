import type { BranchDay } from '../../wire/floor';

export const ORDERS = ['worst', 'name', 'waiting', 'wait', 'target'] as const;
export type Order = (typeof ORDERS)[number];

/**
 * Somebody is past the target, an alert is open, somebody waits and nobody serves (its alert opens
 * later), nobody is there, or all is well.
 */
export type BranchLook = 'late' | 'alerts' | 'alone' | 'nobody' | 'well';

export function lookOf({ late, alerts, waiting, available, busy }: BranchDay): BranchLook {
  if (late > 0) return 'late';
  if (alerts > 0) return 'alerts';
  if (available + busy > 0) return 'well';
  return waiting > 0 ? 'alone' : 'nobody';
}

const LOOKS: readonly BranchLook[] = ['late', 'alerts', 'alone', 'well', 'nobody'];
const share = ({ inTarget, calls }: BranchDay) => (calls === 0 ? 1 : inTarget / calls);
const wait = ({ meanWaitMs, calls }: BranchDay) => (calls === 0 ? 0 : meanWaitMs);

/** A name as people type it: without accents, in lower case. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether a name contains the text searched for. */
export const has = (name: string, sought: string) => plain(name).includes(plain(sought.trim()));

/** The branches whose names contain the text searched for, in this order, then by name. */
export function arranged(
  rows: readonly BranchDay[],
  sought: string,
  order: Order,
  tag: string,
): readonly BranchDay[] {
  const by: Readonly<Record<Order, (a: BranchDay, b: BranchDay) => number>> = {
    worst: (a, b) =>
      LOOKS.indexOf(lookOf(a)) - LOOKS.indexOf(lookOf(b)) ||
      b.late - a.late ||
      b.alerts - a.alerts ||
      share(a) - share(b) ||
      b.waiting - a.waiting,
    name: () => 0,
    waiting: (a, b) => b.waiting - a.waiting,
    wait: (a, b) => wait(b) - wait(a),
    target: (a, b) => share(a) - share(b),
  };
  return rows
    .filter(({ name }) => has(name, sought))
    .sort((a, b) => by[order](a, b) || a.name.localeCompare(b.name, tag, { numeric: true }));
}
