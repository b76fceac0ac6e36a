import { isIP } from 'node:net';
import { noPasskeysHere, passkeyCopied, passkeyRefused } from '../domain/model/passkeys';
import { Log, Passkey } from '../ports';

/** What a browser sends of a new passkey. */
export interface NewCredential {
  readonly id: string;
  readonly response: {
    readonly clientDataJSON: string;
    readonly attestationObject: string;
    readonly transports?: readonly string[];
  };
}
/** What a browser sends when a passkey was used. */
export interface UsedCredential {
  readonly id: string;
  readonly response: {
    readonly clientDataJSON: string;
    readonly authenticatorData: string;
    readonly signature: string;
    readonly userHandle?: string | null;
  };
}

/** EdDSA, ES256, RS256: what authenticators support. */
export const ALGORITHMS = [-8, -7, -257] as const;

/**
 * The name that passkeys are for, and the one address whose pages may ask for them. Undefined where
 * browsers would refuse: for an IP address, and for plain http other than on localhost.
 */
export function placeOfPasskeys(publicUrl: string) {
  const { hostname, origin, protocol } = new URL(publicUrl);
  const isNamed = isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
  const isSafe = protocol === 'https:' || /(^|\.)localhost$/.test(hostname);
  return isNamed && isSafe ? { id: hostname, origin } : undefined;
}

/** Loaded on demand: most banks' apps never need it. */
const library = () => import('@simplewebauthn/server');

const whole = <T extends NewCredential | UsedCredential>(credential: T) =>
  ({
    ...credential,
    rawId: credential.id,
    type: 'public-key',
    clientExtensionResults: {},
  }) as never;

/** Checks what authenticators answer, as Web Authentication (7.1, 7.2) says. */
export function createPasskeyAnswers({ publicUrl, log }: { publicUrl: string; log: Log }) {
  const place = placeOfPasskeys(publicUrl);
  const expected = (challenge: string) => {
    if (!place) throw noPasskeysHere(publicUrl);
    return {
      expectedChallenge: challenge,
      expectedOrigin: place.origin,
      expectedRPID: place.id,
    };
  };
  /** Logged for operators: a wrong PUBLIC_URL shows here. */
  const refused = (why: string) => {
    log.warn({ error: why.slice(0, 300) }, 'a passkey was refused');
    return passkeyRefused();
  };

  return {
    place,
    /** @throws Refused `no_passkeys_here` */
    placeOrRefuse() {
      if (!place) throw noPasskeysHere(publicUrl);
      return place;
    },
    /** @throws Refused `wrong_passkey` */
    async added(credential: NewCredential, challenge: string) {
      const by = expected(challenge);
      const { verifyRegistrationResponse } = await library();
      const answer = await verifyRegistrationResponse({
        ...by,
        response: whole(credential),
        requireUserVerification: false,
        supportedAlgorithmIDs: [...ALGORITHMS],
      }).catch((error: Error) => {
        throw refused(error.message);
      });
      const made = answer.registrationInfo?.credential;
      if (!answer.verified || !made) throw refused('the attestation does not hold');
      return {
        credential: made.id,
        publicKey: Buffer.from(made.publicKey).toString('base64url'),
        counter: made.counter,
      };
    },
    /**
     * @returns the authenticator's use counter, and whether it verified who is there
     * @throws Refused `wrong_passkey`, `passkey_copied`
     */
    async used(credential: UsedCredential, challenge: string, passkey: Passkey) {
      const by = expected(challenge);
      const { verifyAuthenticationResponse } = await library();
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        ...by,
        response: whole(credential),
        requireUserVerification: false,
        credential: {
          id: passkey.credential,
          publicKey: Buffer.from(passkey.publicKey, 'base64url'),
          // The library checks the counter before the signature, so anybody could report a copied
          // key.
          counter: 0,
        },
      }).catch((error: Error) => {
        throw refused(error.message);
      });
      if (!verified) throw refused('the signature does not hold');
      const { newCounter: counter, userVerified } = authenticationInfo;
      const counts = counter > 0 || passkey.counter > 0;
      if (counts && counter <= passkey.counter) throw passkeyCopied();
      return { counter, userVerified };
    },
  };
}
export type PasskeyAnswers = ReturnType<typeof createPasskeyAnswers>;
