import { Instant } from '../domain/model/instant';
import { GroupRule, ProviderGroups } from '../domain/model/provider-rights';

/** What a bank's own sign-in (OpenID Connect) is to this app. */

/** What the bank has decided about its own sign-in. */
export interface OidcRules {
  readonly issuer: string;
  /** The first one that fits gives the role; all that fit and have that role give branches. */
  readonly groups: readonly GroupRule[];
  /**
   * Values of `amr` or `acr` by which the provider says that a second factor was used. Empty: it is
   * not asked, and nobody gets in whose role needs one.
   */
  readonly strong: readonly string[];
  /** `administrators`: passwords open the way in case of trouble, and nothing else. */
  readonly passwords: 'everybody' | 'administrators';
  /** What stands on the button, by language, where the bank has words of its own. */
  readonly button: Readonly<Partial<Record<'es' | 'en', string>>>;
}

/** What one sign-in is recognised by; kept in the browser that began it, sealed. */
export interface OidcAttempt {
  readonly state: string;
  readonly nonce: string;
  /** PKCE's. */
  readonly verifier: string;
}

/** Whom the provider says it is. */
export interface ProviderPerson {
  /** Who they are, for ever: names change, and are given to others. */
  readonly subject: string;
  readonly username: string;
  readonly firstName: string;
  /** `absent`: the answer has no such claim; `too-many`: it says there are too many to list. */
  readonly groups: ProviderGroups;
  /** Of `amr` and `acr`: how they proved who they are. */
  readonly methods: readonly string[];
  /** The provider's session. */
  readonly sid?: string;
  readonly authenticatedAt?: Instant;
  /** By which the provider is asked again. */
  readonly refresh?: string;
}

/** What a logout token says. */
export interface ProviderLogout {
  readonly subject?: string;
  readonly sid?: string;
  /** Different for each. */
  readonly jti: string;
  /** After this it is refused for its age. */
  readonly until: Instant;
}

/** A bank's identity provider. Everything throws `ProviderAway` when it does not answer. */
export interface OidcProvider {
  newAttempt(): OidcAttempt;
  /** Where the browser goes; `again`: whoever is signed in there has to prove who they are. */
  address(attempt: OidcAttempt, again: boolean): Promise<string>;
  /**
   * @param answer what stood after `?` when the browser came back
   * @param again refuses whoever did not prove it just now
   * @throws Refused `provider_refused`, `provider_answer`
   */
  finish(answer: string, attempt: OidcAttempt, again: boolean): Promise<ProviderPerson>;
  /**
   * Asks again about somebody. Without `person` it still stands for them and says no more.
   * @returns undefined when it stands for them no longer
   */
  renew(
    refresh: string,
    subject: string,
  ): Promise<{ readonly refresh?: string; readonly person?: ProviderPerson } | undefined>;
  /** @throws Refused `invalid_logout_token` */
  logout(token: string): Promise<ProviderLogout>;
}

/** The provider does not answer, or answers that it cannot just now. */
export class ProviderAway extends Error {
  constructor(
    /** For whoever reads it. */
    message = "The bank's sign-in does not answer just now. Try again in a minute; an " +
      'administrator with a password of their own can still sign in here.',
    readonly retryAfterSeconds = 30,
  ) {
    super(message);
    this.name = 'ProviderAway';
  }
}

/** A session that was opened by the provider, about which it is to be asked again. */
export interface DueSession {
  readonly session: string;
  readonly staff: string;
  /** Encrypted for this session; null: the provider gave none. */
  readonly refresh: string | null;
}

export interface EndedSession {
  readonly id: string;
  readonly staff: string;
  readonly tokenHash: string;
}

/** What is kept of sign-ins at the provider. Keys are digests. */
export interface OidcStore {
  /** Sessions of a sign-in at the provider end. */
  endSessionsOfSid(sid: string): Promise<readonly EndedSession[]>;
  endSessionById(session: string): Promise<EndedSession | undefined>;
  /**
   * Takes sessions that were last asked about long ago; nobody else gets them until they are due
   * again.
   */
  takeDue(due: {
    readonly now: Instant;
    /** Last asked before this. */
    readonly before: Instant;
    /** Opened before this, of those that cannot be asked about. */
    readonly unaskableBefore: Instant;
    readonly most: number;
  }): Promise<readonly DueSession[]>;
  /** What the provider gave instead, or when to count from. */
  saveAsked(session: string, at: Instant, refresh?: string): Promise<void>;
  /** Remembers a key until then. @returns false when it was known */
  remember(key: string, until: Instant, now: Instant): Promise<boolean>;
  knows(key: string): Promise<boolean>;
  forget(key: string): Promise<void>;
}
