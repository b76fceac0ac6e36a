import { AdminLink } from '../../identity/admin-link';
import { FirstAdmin } from '../../identity/first-admin';
import { Identification } from '../../identity/identify';
import { Oidc } from '../../identity/oidc';
import { OwnKeysOf } from '../../identity/own-keys';
import { OwnSessions } from '../../identity/own-sessions';
import { PasskeyUse } from '../../identity/passkey-use';
import { Passkeys } from '../../identity/passkeys';
import { Proof } from '../../identity/proof';
import { SecondFactorUse } from '../../identity/second-factor';
import { SecondStep } from '../../identity/second-step';
import { SignIn } from '../../identity/sign-in';
import { Operations } from '../../operations';
import { LinkFor, PluginRoute } from '../../plugin';
import { Cache, Limiter, Log, OidcRules } from '../../ports';

/** What the routes are handed. */
export interface HttpDeps {
  readonly operations: Operations;
  readonly identification: Identification;
  readonly signIn: SignIn;
  readonly secondStep: SecondStep;
  readonly proof: Proof;
  readonly secondFactor: SecondFactorUse;
  readonly adminLink: AdminLink;
  readonly passkeys: Passkeys;
  readonly passkeyUse: PasskeyUse;
  /** Whether passkeys can be used at the public address. */
  readonly passkeysHere: boolean;
  readonly ownSessions: OwnSessions;
  readonly ownKeys: OwnKeysOf;
  /** The bank's own sign-in, if it has one. */
  readonly oidc?: { readonly use: Oidc; readonly rules: OidcRules };
  readonly limiter: Limiter;
  readonly cache: Cache;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly publicUrl: string;
  /** The customer's secret for a ticket: put into answers, never stored. */
  readonly ticketKey: (ticket: string) => string;
  /** What staff hand out instead: it shows the ticket, and can do nothing with it. */
  readonly readingKey: (ticket: string) => string;
  /**
   * Keyed hash of a command's path and body. The body may hold a national ID, which nobody without
   * the key can guess from the hash.
   */
  readonly fingerprint: (text: string) => string;
  /**
   * What plugins add to `links`, by name. `fresh`: a new link each time, where a plugin's links are
   * used up. `acts`: the customer follows it, and may act. Never throws, never waits long.
   */
  readonly pluginLinks: (
    branch: string,
    ticket: string,
    link: LinkFor,
  ) => Promise<Readonly<Record<string, string>>>;
  readonly pluginRoutes: readonly PluginRoute[];
  readonly hashPassword: (password: string) => Promise<string>;
  /** A code to type, of ten letters unless told. */
  readonly newCode: (letters?: number) => string;
  readonly hashToken: (token: string) => string;
  /** Creates the first administrator if there is none and the code is the deployment's. */
  readonly firstAdmin: FirstAdmin;
  /** Whether the database is reached and migrated; says what is missing. */
  readonly ready: () => Promise<{ readonly ready: boolean; readonly why?: string }>;
  /** Open screens of these branches by view, over all instances. */
  readonly screens: (of: 'all' | readonly string[]) => Promise<Readonly<Record<string, number>>>;
  /** Sessions ended here close their sockets at once. */
  readonly endSession: (session: string) => void;
  /** Header, lower case, in which the edge writes the viewer's address. */
  readonly viewerAddressHeader?: string;
  /** Cookies only over HTTPS. */
  readonly secure: boolean;
  /** Folder with the built pages. */
  readonly pagesFolder?: string;
  /** The demo bank's one-click sign-in, on loopback only; the token is made at each start. */
  readonly demo?: { readonly token: string };
  /** Status of each answer, for metrics. */
  readonly answered?: (status: number, route: string | undefined) => void;
}
