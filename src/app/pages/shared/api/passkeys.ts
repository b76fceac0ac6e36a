import type { AskedPasskey, OfferedPasskey } from '../../../wire/passkeys';
import { ApiProblem } from './api';

/**
 * Passkeys, as pages use them: converts the server's request into what the browser expects, and its
 * answer into what the server reads. Browsers before 2023 have no `parseRequestOptionsFromJSON`.
 */

/** Whether this browser supports passkeys on this page; over plain http none does. */
export const hasPasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' && navigator.credentials !== undefined;

const bytes = (text: string): ArrayBuffer => {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer;
};
const text = (of: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(of)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');

type Described = AskedPasskey['publicKey']['allowCredentials'][number];
const known = ({ id, transports }: Described): PublicKeyCredentialDescriptor => ({
  type: 'public-key',
  id: bytes(id),
  ...(transports ? { transports: [...transports] as AuthenticatorTransport[] } : {}),
});

/** The code of our problem for each error that browsers throw. */
const PROBLEMS: Readonly<Record<string, string>> = {
  // The person closed the question, or nobody answered.
  NotAllowedError: 'passkey_cancelled',
  AbortError: 'passkey_cancelled',
  InvalidStateError: 'passkey_known',
  SecurityError: 'no_passkeys_here',
};

async function asked<T extends Credential>(work: () => Promise<Credential | null>): Promise<T> {
  try {
    const made = await work();
    if (made) return made as T;
  } catch (error) {
    throw new ApiProblem(400, PROBLEMS[(error as Error).name] ?? 'passkey_failed');
  }
  throw new ApiProblem(400, 'passkey_failed');
}

type Answered<R> = PublicKeyCredential & { readonly response: R };

/** Asks the person for a passkey. Throws `ApiProblem`. */
export async function usePasskey({ attempt, publicKey }: AskedPasskey) {
  const { challenge, allowCredentials, ...rest } = publicKey;
  const { id, response } = await asked<Answered<AuthenticatorAssertionResponse>>(() =>
    navigator.credentials.get({
      publicKey: {
        ...rest,
        challenge: bytes(challenge),
        allowCredentials: allowCredentials.map(known),
      },
    }),
  );
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return {
    attempt,
    credential: {
      id,
      response: {
        clientDataJSON: text(clientDataJSON),
        authenticatorData: text(authenticatorData),
        signature: text(signature),
        ...(userHandle?.byteLength ? { userHandle: text(userHandle) } : {}),
      },
    },
  };
}

/** Has the browser make a passkey. Throws `ApiProblem`. */
export async function makePasskey({ attempt, publicKey }: OfferedPasskey) {
  const { challenge, user, excludeCredentials, pubKeyCredParams, ...rest } = publicKey;
  const { id, response } = await asked<Answered<AuthenticatorAttestationResponse>>(() =>
    navigator.credentials.create({
      publicKey: {
        ...rest,
        challenge: bytes(challenge),
        user: { ...user, id: bytes(user.id) },
        pubKeyCredParams: [...pubKeyCredParams],
        excludeCredentials: excludeCredentials.map(known),
      },
    }),
  );
  const { clientDataJSON, attestationObject } = response;
  // Firefox 78 and Safari 13 do not report the transports.
  const transports = 'getTransports' in response ? response.getTransports() : [];
  return {
    attempt,
    credential: {
      id,
      response: {
        clientDataJSON: text(clientDataJSON),
        attestationObject: text(attestationObject),
        transports: transports.slice(0, 10),
      },
    },
  };
}
