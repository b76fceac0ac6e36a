import { DeviceKind, Role } from '../domain/model/actor';
import { Instant } from '../domain/model/instant';

export interface Staff {
  readonly id: string;
  readonly username: string;
  readonly firstName: string;
  readonly role: Role;
  /** Branch ids, or all. */
  readonly branches: readonly string[] | 'all';
  readonly active: boolean;
}

export interface Device {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly branch: string;
  readonly label: string;
  readonly revoked: boolean;
}

/** It ends at `expiresAt`, or unused at `idleUntil`. */
interface Session {
  readonly id: string;
  readonly expiresAt: Instant;
  readonly idleUntil: Instant;
}

/** Sessions live in PostgreSQL; tokens are stored as SHA-256 only. */
export interface SessionStore {
  staffByUsername(
    username: string,
  ): Promise<(Staff & { readonly passwordHash: string }) | undefined>;
  /** Live session and its staff member, by token hash: neither expired nor left idle. */
  sessionByToken(
    tokenHash: string,
    now: Instant,
  ): Promise<(Session & { readonly staff: Staff }) | undefined>;
  addSession(
    session: Session & { readonly tokenHash: string; readonly staff: string },
  ): Promise<void>;
  /** It was used: idle from later on. */
  touchSession(tokenHash: string, idleUntil: Instant): Promise<void>;
  endSession(tokenHash: string): Promise<void>;
  endSessionsOf(
    staff: string,
  ): Promise<readonly { readonly id: string; readonly tokenHash: string }[]>;
}

export interface DeviceStore {
  deviceByToken(tokenHash: string): Promise<Device | undefined>;
  /**
   * Takes the enrolment code; reusable codes (demo bank) stay. Undefined when unknown, used,
   * expired or revoked. With `printer`, only that printer's, and its tokens before it end.
   */
  enrol(
    codeHash: string,
    tokenHash: string,
    now: Instant,
    printer?: string,
  ): Promise<Device | undefined>;
}

export interface IdentityStore extends SessionStore, DeviceStore {
  /** @returns how often this name failed from this address since it was last appended */
  countFailedSignIn(username: string, address: string, now: Instant): Promise<number>;
  clearFailedSignIns(username: string): Promise<void>;
  /** By SHA-256 of the ticket's key; the vault checks the key itself after. */
  ticketByKeyHash(
    keyHash: string,
  ): Promise<{ readonly ticket: string; readonly branch: string } | undefined>;
}
