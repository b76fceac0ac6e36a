import { randomBytes } from 'node:crypto';
import { Instant } from '../domain/model/instant';
import { askingEnded } from '../domain/model/passkeys';
import { PasskeyStore, Vault } from '../ports';
import { Secrets } from './secrets';

/** Time to find the key, or to scan a QR code with the phone that has it. */
const ASKED_MS = 5 * 60_000;
const PURPOSE = 'passkey-attempt';

/** What a passkey is asked for. An answer for one purpose does not count for another. */
export type Errand =
  | { readonly for: 'sign-in' }
  | { readonly for: 'second-step' | 'enrol'; readonly staff: string }
  | { readonly for: 'proof' | 'add'; readonly staff: string; readonly session: string };

/** A challenge, which the browser returns sealed, with the answer. */
export interface PasskeyChallenge {
  /** In base64url. */
  readonly challenge: string;
  readonly attempt: string;
  readonly until: Instant;
}

export interface AttemptsDeps {
  readonly store: Pick<PasskeyStore, 'useChallenge'>;
  readonly vault: Pick<Vault, 'encrypt' | 'decrypt'>;
  readonly secrets: Pick<Secrets, 'hashToken'>;
  /** The database's. */
  readonly clock: () => Instant;
}

type SealedAttempt = Omit<PasskeyChallenge, 'attempt'> & { readonly errand: Errand };
const same = (a: Errand, b: Errand) =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

/** Challenges. Nothing is stored about one until it is answered, and then only that it was. */
export function createPasskeyAttempts({ store, vault, secrets, clock }: AttemptsDeps) {
  return {
    begin(errand: Errand): PasskeyChallenge {
      const challenge = randomBytes(32).toString('base64url');
      const until = clock() + ASKED_MS;
      const sealed: SealedAttempt = { challenge, until, errand };
      return { challenge, until, attempt: vault.encrypt(JSON.stringify(sealed), PURPOSE) };
    },
    /**
     * The challenge of an attempt and when it was made. Reading it uses it up, whatever the answer.
     * @throws Refused `passkey_ended`
     */
    async take(
      attempt: string,
      errand: Errand,
    ): Promise<{ readonly challenge: string; readonly asked: Instant }> {
      let sealed: SealedAttempt | undefined;
      try {
        sealed = JSON.parse(vault.decrypt(attempt, PURPOSE)) as SealedAttempt;
      } catch {
        // Not one of ours, or under a key that is gone: treated like one that is over.
      }
      const now = clock();
      if (!sealed || sealed.until <= now || !same(sealed.errand, errand)) throw askingEnded();
      const digest = secrets.hashToken(sealed.challenge);
      if (!(await store.useChallenge(digest, sealed.until, now))) throw askingEnded();
      return { challenge: sealed.challenge, asked: sealed.until - ASKED_MS };
    },
  };
}
export type PasskeyAttempts = ReturnType<typeof createPasskeyAttempts>;
