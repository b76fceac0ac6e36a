import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** An authenticator as carried by a bank's staff, with one key, and the browser's part. */

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const head = (major: number, length: number) =>
  length < 24
    ? Buffer.from([(major << 5) | length])
    : length < 256
      ? Buffer.from([(major << 5) | 24, length])
      : Buffer.from([(major << 5) | 25, length >> 8, length & 255]);

/** CBOR for the types that attestations use. */
function cbor(value: number | string | Buffer | ReadonlyMap<unknown, unknown>): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, value.length), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = [...value].flat() as Parameters<typeof cbor>[0][];
  return Buffer.concat([head(5, value.size), ...entries.map(cbor)]);
}

/** Deviations from an honest device in an honest browser. */
export interface Spoilt {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  /** Whether it verified a PIN, a finger or a face. */
  readonly verifies?: boolean;
  /** Whether somebody touched it. */
  readonly touched?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  /** Signed by another key. */
  readonly forged?: boolean;
}

interface CredentialRequest {
  readonly challenge: string;
}

const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** @param counts whether it reports how often it was used; those in phones do not */
export function passkeyDevice(origin: string, { counts = true, verifies = true } = {}) {
  const id = randomBytes(20);
  const key = newKey();
  const { x, y } = key.publicKey.export({ format: 'jwk' });
  let used = 0;
  let handle: string | undefined;

  const clientData = (type: string, { challenge }: CredentialRequest, spoilt: Spoilt) =>
    Buffer.from(
      JSON.stringify({
        type: spoilt.type ?? type,
        challenge: spoilt.challenge ?? challenge,
        origin: spoilt.origin ?? origin,
        crossOrigin: false,
      }),
    );
  const authenticatorData = (rpId: string, spoilt: Spoilt, made?: Buffer) => {
    const flags =
      ((spoilt.touched ?? true) ? 1 : 0) |
      ((spoilt.verifies ?? verifies) ? 4 : 0) |
      (made ? 64 : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(spoilt.counter ?? (counts ? ++used : 0));
    const whose = sha256(spoilt.rpId ?? rpId);
    return Buffer.concat([whose, Buffer.from([flags]), counter, ...(made ? [made] : [])]);
  };
  const text = (data: Buffer) => data.toString('base64url');

  return {
    id: text(id),
    /** Makes its key for the person in the offer. */
    make(
      asked: CredentialRequest & {
        readonly rp: { readonly id: string };
        readonly user: { readonly id: string };
      },
      spoilt: Spoilt = {},
    ) {
      handle = asked.user.id;
      const cose = cbor(
        new Map<number, number | Buffer>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(x!, 'base64url')],
          [-3, Buffer.from(y!, 'base64url')],
        ]),
      );
      const made = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose]);
      const authData = authenticatorData(asked.rp.id, spoilt, made);
      const attestation = cbor(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData],
        ]),
      );
      return {
        id: text(id),
        response: {
          clientDataJSON: text(clientData('webauthn.create', asked, spoilt)),
          attestationObject: text(attestation),
          transports: ['internal'],
        },
      };
    },
    /** Answers a challenge. */
    answer(asked: CredentialRequest & { readonly rpId: string }, spoilt: Spoilt = {}) {
      const client = clientData('webauthn.get', asked, spoilt);
      const data = authenticatorData(asked.rpId, spoilt);
      const by = spoilt.forged ? newKey() : key;
      const userHandle = spoilt.userHandle ?? handle;
      return {
        id: text(id),
        response: {
          clientDataJSON: text(client),
          authenticatorData: text(data),
          signature: text(sign('sha256', Buffer.concat([data, sha256(client)]), by.privateKey)),
          ...(userHandle === undefined ? {} : { userHandle }),
        },
      };
    },
  };
}
export type PasskeyDevice = ReturnType<typeof passkeyDevice>;
