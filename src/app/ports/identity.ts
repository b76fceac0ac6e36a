import { DeviceKind, Role } from '../domain/model/actor';
import { Instant } from '../domain/model/instant';

export interface Staff {
  readonly id: string;
  readonly username: string;
  readonly firstName: string;
  readonly role: Role;
  /** Ids of branches, or all of them. */
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

/** Ends at `expiresAt`, or at `idleUntil` if it is not used before. */
interface Session {
  readonly id: string;
  readonly expiresAt: Instant;
  readonly idleUntil: Instant;
}

/** A person who may sign in, and what that takes. */
export interface Person extends Staff {
  /** Null: no password signs in as them. */
  readonly passwordHash: string | null;
  /**
   * What follows the password: nothing, a code or a passkey, or enrolling because the bank requires
   * it.
   */
  readonly second: 'none' | 'code' | 'enrol';
  /** Whether they have an authenticator app here. */
  readonly app: boolean;
  /** Whether they have passkeys. */
  readonly passkeys: boolean;
  /** The bank requires a second factor of their role. */
  readonly required: boolean;
}

/** A person's second factor: an app, passkeys or both. */
export interface SecondFactor {
  /** Whether there is one: an app or passkeys. */
  readonly active: boolean;
  /** The app's secret, encrypted; null: they have no app. */
  readonly cipher: string | null;
  /** Keyed digests of the recovery codes that are left. */
  readonly recovery: readonly string[];
  readonly usedStep: number;
  readonly enrolledAt: Instant;
  readonly endedAt: Instant | null;
  readonly endedBecause: 'self' | 'reset' | 'left' | null;
}

/** A key of somebody's device, which proves that they have it. */
export interface Passkey {
  readonly id: string;
  readonly staff: string;
  /** What the authenticator calls it, in base64url. */
  readonly credential: string;
  /** COSE, in base64url. */
  readonly publicKey: string;
  /** How often it says it was used; 0: it does not count. */
  readonly counter: number;
  /** How browsers reach it, as they say. */
  readonly transports: readonly string[];
  readonly name: string;
  readonly addedAt: Instant;
  /** When the challenge was made that it answered last; null: none yet. */
  readonly usedAt: Instant | null;
}

/** Roles of which the bank may require a second factor. */
export type RuledRole = Extract<Role, 'supervisor' | 'admin' | 'auditor'>;

/** The session or key of somebody who asks for another way in; it must still be theirs. */
type CameBy = { readonly session: string } | { readonly passwordHash: Person['passwordHash'] };

/**
 * A change of a person's second factor. Digests are of recovery codes. Every change except ending
 * one throws `Refused` (`account_changed`) if the account is closed, or `by` is no longer theirs.
 */
export type SecondFactorChange = { readonly staff: string; readonly by?: CameBy } & (
  | {
      readonly do: 'enrol';
      readonly cipher: string;
      readonly recovery: readonly string[];
      /** The step of the code that confirmed it, which uses up the code. */
      readonly step: number;
      /**
       * When the person had enrolled last as this was offered: it is good once. Throws `Refused`
       * (`offer_ended`) where they have since; undefined: an older release offered it.
       */
      readonly after?: Instant | null;
      /**
       * Replaces an earlier one; otherwise throws `Refused` (`second_factor_enrolled`) if there is
       * one.
       */
      readonly replaces?: boolean;
    }
  /** Throws `Refused` (`wrong_code`) when this code, or a later one, was used before. */
  | { readonly do: 'code'; readonly step: number }
  /** Throws `Refused` (`wrong_code`) if it is not among those that are left. */
  | { readonly do: 'recovery'; readonly digest: string }
  | { readonly do: 'renew'; readonly recovery: readonly string[] }
  /**
   * `self` ends the app, `reset` passkeys too. Throws `Refused` (`second_factor_required`) if none
   * would be left and one is required.
   */
  | { readonly do: 'end'; readonly because: 'self' | 'reset'; readonly mayBeLast: boolean }
  | {
      readonly do: 'add-passkey';
      readonly passkey: Omit<Passkey, 'staff' | 'addedAt' | 'usedAt'>;
      /** Recovery codes, if it is the first factor; otherwise some exist already. */
      readonly recovery?: readonly string[];
    }
  /**
   * `asked`: when the challenge was made. Throws `Refused`: `passkey_copied` when it counted as far
   * before, `passkey_ended` when it has answered what was asked then, or later.
   */
  | { do: 'passkey'; passkey: string; counter: number; asked: Instant; alone: boolean }
  /** Throws `Refused` (`passkey_named`) when another of theirs is called so. */
  | { readonly do: 'name-passkey'; readonly passkey: string; readonly name: string }
  | {
      readonly do: 'remove-passkey';
      readonly passkey: string;
      readonly because: 'self' | 'reset';
      readonly mayBeLast: boolean;
    }
);

export interface SecondFactorStore {
  /** Active members of staff only. */
  personById(staff: string): Promise<Person | undefined>;
  /** Undefined: there never was one. */
  secondFactorOf(staff: string): Promise<SecondFactor | undefined>;
  /** When a session proved again who it is, and when it ends; undefined: it has ended. */
  provedAt(
    session: string,
  ): Promise<{ readonly provedAt: Instant | null; readonly expiresAt: Instant } | undefined>;
  proveSession(session: string, at: Instant): Promise<void>;
  /** Roles of which it is required. */
  secondFactorRules(): Promise<readonly RuledRole[]>;
  /** Who has one. */
  secondFactors(): Promise<
    readonly {
      readonly staff: string;
      readonly enrolledAt: Instant;
      readonly left: number;
      readonly app: boolean;
      readonly passkeys: number;
    }[]
  >;
}

export interface PasskeyStore {
  /** The oldest first. */
  passkeysOf(staff: string): Promise<readonly Passkey[]>;
  passkeyByCredential(credential: string): Promise<Passkey | undefined>;
  /** Remembers that a challenge was answered. @returns false when it had been */
  useChallenge(digest: string, until: Instant, now: Instant): Promise<boolean>;
}

/** About a session that the bank's own sign-in opened. */
export interface OfProvider {
  /** A digest. */
  readonly sid?: string;
  /** Encrypted for this session. */
  readonly refresh?: string;
  readonly askedAt: Instant;
}

/** Sessions are in PostgreSQL. Of tokens only the SHA-256 is stored. */
export interface SessionStore {
  staffByUsername(username: string): Promise<Person | undefined>;
  /** A session that has neither expired nor been left idle, and whose it is. */
  sessionByToken(
    tokenHash: string,
    now: Instant,
  ): Promise<(Session & { readonly staff: Staff }) | undefined>;
  /**
   * @param person as they were read
   * @returns false if the account was closed, or password or rights changed since
   */
  addSession(
    session: Session & { readonly tokenHash: string; readonly staff: string },
    person: Pick<Person, 'passwordHash' | 'role' | 'branches'>,
    provider?: OfProvider,
  ): Promise<boolean>;
  /** Records the use of a session, which may then be idle until later. */
  touchSession(tokenHash: string, idleUntil: Instant): Promise<void>;
  /** @returns its id; undefined if it had ended */
  endSession(tokenHash: string): Promise<string | undefined>;
  /** Those that have neither expired nor been left idle, the newest first. */
  sessionsOf(staff: string, now: Instant): Promise<readonly Session[]>;
  /** @returns the hash of its token; undefined if it is not theirs */
  endSessionOf(staff: string, session: string): Promise<string | undefined>;
  endSessionsOf(staff: string): Promise<readonly KeptSession[]>;
  /** All of them, including expired ones. */
  keptSessionsOf(staff: string): Promise<readonly KeptSession[]>;
}

/** The identifiers of a session. */
interface KeptSession {
  readonly id: string;
  readonly tokenHash: string;
}

/** A key of a device, and its place in the line of keys that replace one another. */
export interface DeviceWithKey {
  readonly device: Device;
  readonly key: {
    /** The enrolment it comes from. */
    readonly line: string;
    /** The hash of the key that it replaces; null: it was given at enrolment. */
    readonly follows: string | null;
    /** Null: by a release that did not rotate. */
    readonly givenAt: Instant | null;
    readonly usedAt: Instant | null;
    /**
     * It was replaced, and is good until then for requests under way. Null: it is the one in use.
     */
    readonly endsAt: Instant | null;
  };
}

/** Keys of devices, by the hashes of their tokens. */
export interface DeviceKeyStore {
  /** Hashes of the tokens by which a device is known. */
  tokensOfDevice(device: string): Promise<readonly string[]>;
  /** Also finds one that has ended, while it is kept. */
  deviceByToken(tokenHash: string): Promise<DeviceWithKey | undefined>;
  /** False where a successor was given a moment ago and may still arrive. */
  mayFollow(line: string, device: string, now: Instant): Promise<boolean>;
  /**
   * Adds the key that replaces another once it is used; an earlier one that was never used is taken
   * back.
   */
  giveSuccessor(key: {
    readonly tokenHash: string;
    readonly follows: string;
    readonly device: string;
    readonly line: string;
    readonly now: Instant;
  }): Promise<void>;
  /**
   * A successor was used: the others of its line end.
   * @returns false if it was used before
   */
  keyUsed(
    tokenHash: string,
    how: {
      readonly device: string;
      readonly line: string;
      readonly now: Instant;
      readonly othersEndAt: Instant;
    },
  ): Promise<boolean>;
  /** Whether this key, or one that has replaced it, is valid. */
  lineLives(tokenHash: string, now: Instant): Promise<boolean>;
  /** Ends every key of an enrolment. @returns their hashes */
  endLine(device: string, line: string): Promise<readonly string[]>;
}

interface CodeStore {
  /**
   * Uses up an enrolment code, unless it is reusable (demo bank). Undefined when the code is
   * unknown, used or expired, or the device revoked. With `printer`, only a code of that printer.
   */
  useCode(
    codeHash: string,
    now: Instant,
    printer?: string,
  ): Promise<(Device & { readonly codeReusable: boolean }) | undefined>;
}

export interface IdentityStore
  extends SessionStore, DeviceKeyStore, CodeStore, SecondFactorStore, PasskeyStore {
  /** @returns how often this name has failed from this address since the audit last recorded it */
  countFailedSignIn(username: string, address: string, now: Instant): Promise<number>;
  clearFailedSignIns(username: string): Promise<void>;
  /** Whether a person of this name, as `usernameKey` has it, has signed in from a place. */
  knowsPlace(name: string, place: string): Promise<boolean>;
  /** Kept for 30 days after the last time; the place is a digest. */
  rememberPlace(staff: string, place: string, now: Instant): Promise<void>;
  /** By SHA-256 of the ticket's key; the vault then checks the key itself. */
  ticketByKeyHash(
    keyHash: string,
  ): Promise<{ readonly ticket: string; readonly branch: string } | undefined>;
  branchOfTicket(ticket: string): Promise<string | undefined>;
}
