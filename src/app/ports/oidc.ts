import { Instant } from '../domain/model/instant';
import { GroupRule, ProviderGroups } from '../domain/model/provider-rights';

/** A bank's own sign-in (OpenID Connect), as this app sees it. */

/** What the bank has decided about its own sign-in. */
export interface OidcRules {
  readonly issuer: string;
  /** The first matching rule gives the role; all matching rules with that role give branches. */
  readonly groups: readonly GroupRule[];
  /**
   * Values of `amr` or `acr` with which the provider says that a second factor was used. Empty: the
   * provider is not asked, and nobody gets in whose role needs one.
   */
  readonly strong: readonly string[];
  /** `administrators`: only administrators may use passwords, in case of trouble. */
  readonly passwords: 'everybody' | 'administrators';
  /** The button's label, by language, if the bank has one of its own. */
  readonly button: Readonly<Partial<Record<'es' | 'en', string>>>;
}

/** What identifies one sign-in; kept, sealed, in the browser that began it. */
export interface OidcAttempt {
  readonly state: string;
  readonly nonce: string;
  /** PKCE's. */
  readonly verifier: string;
}

/** The person, as the provider describes them. */
export interface ProviderPerson {
  /** Who they are, permanently: names change, and are reused. */
  readonly subject: string;
  readonly username: string;
  readonly firstName: string;
  /** `absent`: the answer has no such claim; `too-many`: it says there are too many to list. */
  readonly groups: ProviderGroups;
  /** The values of `amr` and `acr`: how they proved who they are. */
  readonly methods: readonly string[];
  /** The provider's session. */
  readonly sid?: string;
  readonly authenticatedAt?: Instant;
  /** The token with which the provider is asked again. */
  readonly refresh?: string;
}

/** The claims of a logout token. */
export interface ProviderLogout {
  readonly subject?: string;
  readonly sid?: string;
  /** Different for each. */
  readonly jti: string;
  /** After this it is refused as too old. */
  readonly until: Instant;
}

/** A bank's identity provider. Every method throws `ProviderAway` when it does not answer. */
export interface OidcProvider {
  newAttempt(): OidcAttempt;
  /**
   * Where the browser goes; `again`: somebody already signed in there has to prove who they are.
   */
  address(attempt: OidcAttempt, again: boolean): Promise<string>;
  /**
   * @param answer what stood after `?` when the browser came back
   * @param again refuses somebody who did not prove it just now
   * @throws Refused `provider_refused`, `provider_answer`
   */
  finish(answer: string, attempt: OidcAttempt, again: boolean): Promise<ProviderPerson>;
  /**
   * Asks again about somebody. An answer without `person` vouches for them and says nothing new.
   * @returns undefined when the provider no longer vouches for them
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
    /** The message for people. */
    message = "The bank's sign-in does not answer just now. Try again in a minute; an " +
      'administrator with a password of their own can still sign in here.',
    readonly retryAfterSeconds = 30,
  ) {
    super(message);
    this.name = 'ProviderAway';
  }
}

/** A session that the provider opened, and about which it has to be asked again. */
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

/** What is kept about sign-ins at the provider. Keys are digests. */
export interface OidcStore {
  /** Ends the sessions of a sign-in at the provider. */
  endSessionsOfSid(sid: string): Promise<readonly EndedSession[]>;
  endSessionById(session: string): Promise<EndedSession | undefined>;
  /**
   * Claims sessions that were last asked about long ago; nobody else gets them until they are due
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
  /** Stores the provider's new token, or when to count from. */
  saveAsked(session: string, at: Instant, refresh?: string): Promise<void>;
  /** Remembers a key until then. @returns false when it was known */
  remember(key: string, until: Instant, now: Instant): Promise<boolean>;
  knows(key: string): Promise<boolean>;
  forget(key: string): Promise<void>;
}
