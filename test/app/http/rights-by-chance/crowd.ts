import { Role } from '../../../../src/app/domain/model/actor';
import { Dice } from '../chance/dice';
import { Identity } from '../roles/identities';
import { Stage } from '../stage';

/** A person's or device's present rights, and every key they ever had. */
interface Holder {
  readonly id: string;
  is: string;
  at: Identity['at'];
  /** Valid keys, and keys that have ended. */
  good: string[];
  gone: string[];
}
export interface Person extends Holder {
  is: Role;
  active: boolean;
  password: boolean;
}
interface Device extends Holder {
  readonly is: 'kiosk' | 'display';
  readonly at: readonly string[];
}
interface Visit {
  readonly nationalId: string;
  readonly ticket: string;
  readonly branch: string;
  readonly own: string;
  readonly reading: string;
}

export const PASSWORD = 'demo demo demo';
export const ROLES: readonly Role[] = ['host', 'advisor', 'supervisor', 'admin', 'auditor'];
export const PLACES: readonly Identity['at'][] = ['all', ['1'], ['2'], ['1', '2']];

/**
 * Who may do what at this moment: people, devices and customers of a bank with two branches,
 * derived from what was done to them. Nothing of it is read from the app.
 */
export class Crowd {
  readonly people: Person[] = [];
  readonly devices: Device[] = [];
  readonly visits: Visit[] = [];

  constructor(
    readonly stage: Stage,
    readonly dice: Dice,
  ) {}

  /**
   * Every key that somebody might hold: first the valid ones, then the last of those that ended.
   */
  keys(): readonly string[] {
    const held = [...this.people, ...this.devices].flatMap(({ good, gone }) => [
      ...good,
      ...gone.slice(-2),
    ]);
    return [...held, ...this.visits.slice(-4).flatMap(({ own, reading }) => [own, reading])];
  }

  /** What a key entitles its holder to now. */
  identity(as: string): Identity {
    const visit = this.visits.find(({ own, reading }) => as === own || as === reading);
    if (visit) {
      const { ticket, branch, reading } = visit;
      const reads = as === reading ? { reads: true as const } : {};
      return { name: ticket, as, is: 'customer', at: [branch], ticket, ...reads };
    }
    const holder = [...this.people, ...this.devices].find(({ good, gone }) =>
      [...good, ...gone].includes(as),
    )!;
    return holder.good.includes(as)
      ? { name: holder.id, as, is: holder.is, at: holder.at }
      : { name: `${holder.id}, who ended`, as, at: [], ended: true };
  }

  ends(holder: Holder, keys: readonly string[] = holder.good): void {
    holder.gone.push(...keys);
    holder.good = holder.good.filter((key) => !keys.includes(key));
  }
}
