import { createCipheriv, createDecipheriv, KeyObject, randomBytes } from 'node:crypto';
import { CipherPurpose, Unreadable, Vault } from '../ports';
import { beforeBinding } from './kinds';

/** Versions of ciphers: bound to their column and row, and unbound, as before decision 0196. */
export const BOUND = '2';
export const UNBOUND = '1';
/** Bytes of an initialisation vector and of an authentication tag (AES-GCM). */
const IV = 12;
const TAG = 16;

interface CipherDeps {
  /** The data key to use now. */
  readonly used: () => { readonly id: string; readonly key: KeyObject };
  readonly byId: (id: string) => KeyObject | undefined;
  /** The version to write now; both can be read. */
  readonly version: () => string;
  /** A cipher names a key that is not known. */
  readonly askAgain: () => unknown;
}

/** A cipher's purpose, as associated data without which it does not decrypt. */
const boundTo = (version: string, purpose: CipherPurpose): Buffer =>
  Buffer.from(version === BOUND ? purpose : beforeBinding(purpose));

export function ciphersOf(deps: CipherDeps): Pick<Vault, 'encrypt' | 'decrypt'> {
  const { used, byId, version, askAgain } = deps;
  return {
    encrypt(plain, purpose) {
      const { id, key } = used();
      const iv = randomBytes(IV);
      const now = version();
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(boundTo(now, purpose));
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return [now, id, Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')].join(
        '.',
      );
    },
    decrypt(text, purpose) {
      if (text === null) throw new Unreadable('it is empty');
      const [was, id, body] = text.split('.');
      if (!byId(id)) askAgain();
      const key = byId(id);
      if (![BOUND, UNBOUND].includes(was) || !key || !body) {
        throw new Unreadable(
          `no data key fits this cipher (key id ${id}): ` +
            'keep old keys in DATA_KEYS, after the new one',
        );
      }
      return opened(key, bytesOf(body), boundTo(was, purpose));
    },
  };
}

function bytesOf(body: string): Buffer {
  const bytes = Buffer.from(body, 'base64url');
  if (bytes.length < IV + TAG) {
    throw new Unreadable(
      'this cipher is cut short: ' +
        `${bytes.length} bytes, and its initialisation vector and tag alone take ${IV + TAG}`,
    );
  }
  // Base64 can write the same bytes in several ways; only one of them is ours.
  if (bytes.toString('base64url') !== body) {
    throw new Unreadable('the text of this cipher was changed');
  }
  return bytes;
}

function opened(key: KeyObject, bytes: Buffer, aad: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), {
    authTagLength: TAG,
  })
    .setAAD(aad)
    .setAuthTag(bytes.subarray(IV, IV + TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString();
  } catch {
    throw new Unreadable('this cipher was changed, or is of another row or column');
  }
}
