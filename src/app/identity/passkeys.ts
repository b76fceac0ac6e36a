import { randomUUID } from 'node:crypto';
import { Actor } from '../domain/model/actor';
import { Instant } from '../domain/model/instant';
import { noPasskey } from '../domain/model/passkeys';
import { IdentityStore, Passkey, SecondFactorChange, Staff, Vault } from '../ports';
import { ALGORITHMS, NewCredential, PasskeyAnswers } from './passkey-answers';
import { Errand, PasskeyAttempts, PasskeyChallenge } from './passkey-attempts';
import { newRecoveryCodes } from './second-factor';
import { Secrets } from './secrets';

export interface PasskeysDeps {
  readonly store: Pick<IdentityStore, 'passkeysOf' | 'secondFactorOf'>;
  readonly vault: Pick<Vault, 'digest'>;
  readonly secrets: Pick<Secrets, 'newCode' | 'hashToken'>;
  readonly answers: PasskeyAnswers;
  readonly attempts: PasskeyAttempts;
  readonly change: (by: string | Actor, change: SecondFactorChange) => Promise<void>;
  /** What authenticators call this bank's product. */
  readonly issuer: string;
}

/** How long a browser waits for a person, ms; the challenge itself ends with its attempt. */
const TIMEOUT_MS = 5 * 60_000;

/** The handle by which an authenticator knows whose key it is; it means nothing to anybody else. */
export const handleOf = ({ hashToken }: Pick<Secrets, 'hashToken'>, staff: string): string =>
  Buffer.from(hashToken(`passkeys of\0${staff}`))
    .subarray(0, 32)
    .toString('base64url');

const described = ({ credential, transports }: Passkey) => ({
  type: 'public-key' as const,
  id: credential,
  ...(transports.length ? { transports: [...transports] } : {}),
});

const shown = ({ attempt, until }: PasskeyChallenge) => ({ attempt, until });

/** What a browser is asked to sign with an existing key. */
export const request = (
  { place }: Pick<PasskeyAnswers, 'place'>,
  challenge: PasskeyChallenge,
  userVerification: 'required' | 'preferred' | 'discouraged',
  those: readonly Passkey[],
) => ({
  ...shown(challenge),
  publicKey: {
    challenge: challenge.challenge,
    rpId: place!.id,
    timeout: TIMEOUT_MS,
    userVerification,
    allowCredentials: those.map(described),
  },
});

type Added = Extract<SecondFactorChange, { readonly do: 'add-passkey' }>;

/** A person's passkeys: adding, listing, naming and removing them. */
export function createPasskeys(deps: PasskeysDeps) {
  const { store, vault, secrets, answers, attempts, change, issuer } = deps;
  const newRecovery = newRecoveryCodes(vault, secrets.newCode);

  /** What a browser needs to create a key. @throws Refused `no_passkeys_here` */
  async function offer(person: Staff, errand: Errand) {
    const place = answers.placeOrRefuse();
    const challenge = attempts.begin(errand);
    return {
      ...shown(challenge),
      publicKey: {
        challenge: challenge.challenge,
        rp: { id: place.id, name: issuer },
        user: {
          id: handleOf(secrets, person.id),
          name: person.username,
          displayName: person.firstName,
        },
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key' as const, alg })),
        timeout: TIMEOUT_MS,
        attestation: 'none' as const,
        authenticatorSelection: {
          residentKey: 'preferred' as const,
          userVerification: 'preferred' as const,
        },
        excludeCredentials: (await store.passkeysOf(person.id)).map(described),
      },
    };
  }

  return {
    list: store.passkeysOf,
    offer,
    /**
     * The change that adds one, and the recovery codes that come with a first factor.
     * @throws Refused `passkey_ended`, `wrong_passkey`
     */
    async accept(
      staff: string,
      errand: Errand,
      given: {
        readonly attempt: string;
        readonly name: string;
        readonly credential: NewCredential;
      },
    ): Promise<{ readonly change: Added; readonly codes?: readonly string[] }> {
      const { challenge } = await attempts.take(given.attempt, errand);
      const made = await answers.added(given.credential, challenge);
      const factor = await store.secondFactorOf(staff);
      const fresh = factor?.active ? undefined : newRecovery(staff);
      const transports = [...new Set(given.credential.response.transports ?? [])];
      return {
        change: {
          staff,
          do: 'add-passkey',
          passkey: { ...made, id: randomUUID(), name: given.name, transports },
          ...(fresh ? { recovery: fresh.digests } : {}),
        },
        codes: fresh?.codes,
      };
    },
    add: change,
    /** @throws Refused `unknown_passkey`, `passkey_named` */
    name: (staff: string, passkey: string, name: string): Promise<void> =>
      change(staff, { staff, do: 'name-passkey', passkey, name }),
    /**
     * @param by who does it: the person, or an administrator
     * @param mayBeLast whether no second factor need be left
     * @throws Refused `unknown_passkey`, `second_factor_required`
     */
    async remove(
      staff: string,
      passkey: string,
      by: string | Actor,
      mayBeLast: boolean,
    ): Promise<void> {
      if (!(await store.passkeysOf(staff)).some(({ id }) => id === passkey)) throw noPasskey();
      const because = by === staff ? 'self' : 'reset';
      await change(by, { staff, do: 'remove-passkey', passkey, because, mayBeLast });
    },
  };
}
export type Passkeys = ReturnType<typeof createPasskeys>;

/** As a person reads it of their own. */
export interface ShownPasskey {
  readonly id: string;
  readonly name: string;
  readonly addedAt: Instant;
  readonly usedAt: Instant | null;
}
