import { Actor } from '../domain/model/actor';
import { BANK } from '../domain/model/bank';
import { Instant } from '../domain/model/instant';
import { offerEnded, wrongCode } from '../domain/model/second-factor';
import { usernameKey } from '../domain/model/username';
import { IdentityStore, RecordFact, SecondFactorChange, Staff, Vault } from '../ports';
import { isOfApp, newSecret, stepOf, typed, uriOf } from './one-time-codes';
import { Secrets } from './secrets';
import { WaysIn } from './ways-in';

/**
 * Scanning a QR code and typing what the app shows takes a minute; finding the phone takes longer.
 */
const OFFER_MS = 15 * 60_000;
const RECOVERY_CODES = 10;
/** 59 bits, in three groups of four. */
const RECOVERY_LETTERS = 12;

export interface SecondFactorDeps {
  readonly store: Pick<IdentityStore, 'secondFactorOf' | 'secondFactors' | 'secondFactorRules'>;
  readonly vault: Pick<Vault, 'encrypt' | 'decrypt' | 'digest'>;
  readonly newCode: Secrets['newCode'];
  readonly ways: Pick<WaysIn, 'takeCode'>;
  readonly change: (by: string | Actor, change: SecondFactorChange) => Promise<void>;
  readonly record: RecordFact;
  readonly clock: () => Instant;
  /** What authenticator apps call this bank's product. */
  readonly issuer: string;
}

/** A secret to be confirmed by a code: shown once and kept nowhere. */
export interface Offer {
  /** The secret, sealed: it comes back with the code. */
  readonly offer: string;
  readonly secret: string;
  readonly uri: string;
  readonly until: Instant;
}

/** What an offer holds. */
interface OfferedSecret {
  readonly secret: string;
  readonly until: Instant;
  /** When the person last enrolled; null: never. */
  readonly after?: Instant | null;
}

type Enrolment = Extract<SecondFactorChange, { readonly do: 'enrol' }>;

/** Each cipher opens for its own person only. */
const secretOf = (staff: string) => `second-factor\0${staff}` as const;
const offerOf = (staff: string) => `second-factor-offer\0${staff}` as const;

/**
 * What a person uses beside a password to prove who they are: enrolling, using, renewing, ending.
 */
export function createSecondFactor(deps: SecondFactorDeps) {
  const { store, change } = deps;
  return {
    ...using(deps),
    ...enrolling(deps),
    /**
     * @param by who does it: the person, which ends the app, or an administrator, which ends
     *   everything
     * @param mayBeLast whether nothing need be left
     */
    end: (staff: string, by: string | Actor, mayBeLast = true) =>
      change(by, { staff, do: 'end', because: by === staff ? 'self' : 'reset', mayBeLast }),
    use: change,
    of: store.secondFactorOf,
    all: store.secondFactors,
    rules: store.secondFactorRules,
  };
}
export type SecondFactorUse = ReturnType<typeof createSecondFactor>;

const digestOf = ({ digest }: Pick<Vault, 'digest'>, staff: string, code: string) =>
  digest(`recovery\0${staff}\0${code}`);

/** Codes as a person reads them, and as they are stored. */
export const newRecoveryCodes =
  (vault: Pick<Vault, 'digest'>, newCode: Secrets['newCode']) => (staff: string) => {
    const codes = Array.from({ length: RECOVERY_CODES }, () => newCode(RECOVERY_LETTERS));
    return {
      codes: codes.map((code) => code.match(/.{4}/g)!.join('-')),
      digests: codes.map((code) => digestOf(vault, staff, code)),
    };
  };

function using({ store, vault, ways, record, clock }: SecondFactorDeps) {
  async function matching(staff: string, code: string): Promise<SecondFactorChange | undefined> {
    const factor = await store.secondFactorOf(staff);
    if (!factor) return undefined;
    if (!isOfApp(code)) {
      const digest = digestOf(vault, staff, code);
      return factor.recovery.includes(digest) ? { staff, do: 'recovery', digest } : undefined;
    }
    if (!factor.cipher) return undefined;
    const step = stepOf(vault.decrypt(factor.cipher, secretOf(staff)), code, clock());
    return step !== undefined && step > factor.usedStep ? { staff, do: 'code', step } : undefined;
  }

  return {
    /**
     * The change that uses up this code. If several callers write it, only one succeeds.
     * @throws TooMany, Refused `wrong_code`
     */
    async check(
      person: Staff,
      code: string,
      address: string,
      marks: readonly string[],
    ): Promise<SecondFactorChange> {
      const given = typed(code);
      const kind = isOfApp(given) ? 'code' : 'recovery';
      await ways.takeCode(usernameKey(person.username), address, marks, kind);
      const found = await matching(person.id, given);
      if (found) return found;
      // Whoever comes here knows the password, so a wrong code is reported at once; only a few
      // attempts are allowed.
      await record(BANK, { kind: 'system', id: 'sign-in' }, [
        { type: 'BankFact', what: 'second-step-failed', subject: person.id },
      ]);
      throw wrongCode();
    },
  };
}

function enrolling({ store, vault, newCode, change, clock, issuer }: SecondFactorDeps) {
  const newRecovery = newRecoveryCodes(vault, newCode);
  const opened = (staff: string, offer: string): OfferedSecret => {
    let offered: OfferedSecret | undefined;
    try {
      offered = JSON.parse(vault.decrypt(offer, offerOf(staff))) as typeof offered;
    } catch {
      // Not one of ours, or another person's: treated like one that has ended.
    }
    if (offered && offered.until > clock()) return offered;
    throw offerEnded();
  };
  const enrolledOf = async (staff: string) =>
    (await store.secondFactorOf(staff))?.enrolledAt ?? null;

  return {
    /** A new secret for somebody to put into their app. */
    async offer({ id, username }: Staff): Promise<Offer> {
      const secret = newSecret();
      const until = clock() + OFFER_MS;
      const offered: OfferedSecret = { secret, until, after: await enrolledOf(id) };
      return {
        offer: vault.encrypt(JSON.stringify(offered), offerOf(id)),
        secret,
        uri: uriOf(secret, issuer, username),
        until,
      };
    },
    /**
     * The change that enrols with an offered secret, and the recovery codes that come with it. An
     * offer is good once, and ends with any later enrolment: taken again, it would make used codes
     * valid.
     * @throws Refused `offer_ended`, `wrong_code`
     */
    async accept(
      { id }: Staff,
      offer: string,
      code: string,
    ): Promise<{ readonly change: Enrolment; readonly codes: readonly string[] }> {
      const { secret, after } = opened(id, offer);
      // An older release's offer does not say when; accepted for as long as it is valid.
      if (after !== undefined && after !== (await enrolledOf(id))) throw offerEnded();
      const step = stepOf(secret, typed(code), clock());
      if (step === undefined) throw wrongCode();
      const { codes, digests } = newRecovery(id);
      const cipher = vault.encrypt(secret, secretOf(id));
      const made = { staff: id, do: 'enrol', cipher, recovery: digests, step, after } as const;
      return { change: made, codes };
    },
    /** New recovery codes; the earlier ones stop working. */
    async renew(staff: string, session: string): Promise<readonly string[]> {
      const { codes, digests } = newRecovery(staff);
      await change(staff, { staff, do: 'renew', recovery: digests, by: { session } });
      return codes;
    },
  };
}
