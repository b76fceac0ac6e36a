import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { Vault } from '../ports';
import { Keys, parseKeys, stretch } from './keys';
import { hashToken } from './tokens';

/** Version of the texts below; another format gets another version. */
const VERSION = '1';
/** How a reading key begins: a customer's own begins with the version. */
const READING = 'r';
/** Before the ticket in a reading key's MAC: so that it is never the customer's own key. */
const READS = 'reading\0';
/** Characters of a UUID's 16 bytes, and of the 128 bits of a MAC, in base64url. */
const PART = 22;
/** Before what is sealed: so that no hash of a chain is ever a seal. */
const SEALED = 'seal\0';
/** Bytes of an initialisation vector and of an authentication tag (AES-GCM). */
const IV = 12;
const TAG = 16;

/** @param text `DATA_KEYS` */
export const createVault = (text: string): Vault => vaultOf(stretch(parseKeys(text)));

function vaultOf(keys: Keys): Vault {
  const dataKeys = new Map(keys.data.map(({ id, key }) => [id, key]));
  const auditKeys = new Map(keys.audit.map(({ id, key }) => [id, key]));
  const auditPlaces = new Map(keys.audit.map(({ id }, at) => [id, at]));
  const hmac = (key: KeyObject, ...parts: readonly string[]) =>
    parts.reduce((mac, part) => mac.update(part), createHmac('sha256', key)).digest();
  const ticketKeyBy = (key: KeyObject, ticket: string) =>
    VERSION + hmac(key, ticket).subarray(0, 16).toString('base64url');
  const readingKeyBy = (key: KeyObject, ticket: string) =>
    READING +
    Buffer.from(ticket.replace(/-/g, ''), 'hex').toString('base64url') +
    hmac(key, READS, ticket).subarray(0, 16).toString('base64url');

  return {
    encrypt(plain, purpose) {
      const { id, key } = keys.data[0];
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return [
        VERSION,
        id,
        Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url'),
      ].join('.');
    },
    decrypt(text, purpose) {
      const [version, id, body] = text.split('.');
      const key = dataKeys.get(id);
      if (version !== VERSION || !key || !body) {
        throw new Error(
          `no data key fits this cipher (key id ${id}): ` +
            'keep old keys in DATA_KEYS, after the new one',
        );
      }
      const bytes = Buffer.from(body, 'base64url');
      if (bytes.length < IV + TAG) {
        throw new Error(
          'this cipher is cut short: ' +
            `${bytes.length} bytes, and its initialisation vector and tag alone take ${IV + TAG}`,
        );
      }
      // Base64 has ways to write the same bytes again; only one of them is ours.
      if (bytes.toString('base64url') !== body) {
        throw new Error('the text of this cipher was changed');
      }
      const open = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), {
        authTagLength: TAG,
      })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(IV, IV + TAG));
      return Buffer.concat([open.update(bytes.subarray(IV + TAG)), open.final()]).toString('utf8');
    },
    // Equal values must have equal indexes for as long as their rows live, so the oldest index key
    // is the one in use. A newer key takes over when the old one is removed from DATA_KEYS, after
    // the rows have been indexed again.
    blindIndex: (value, purpose) =>
      hmac(keys.index.at(-1)!.key, purpose, '\0', value).toString('base64url'),
    chain: (previous, body) =>
      `${keys.audit[0].id}.${hmac(keys.audit[0].key, previous, '\n', body).toString('base64url')}`,
    // Millions are proven at once, against what anybody may read: in one piece, and not in constant
    // time.
    chainHolds(previous, body, hash) {
      const id = idOf(hash);
      const key = auditKeys.get(id);
      return (
        key !== undefined &&
        hash ===
          `${id}.${createHmac('sha256', key).update(`${previous}\n${body}`).digest('base64url')}`
      );
    },
    chainKey: (hash) => auditPlaces.get(idOf(hash)),
    sealed: (text) =>
      `${keys.audit[0].id}.${hmac(keys.audit[0].key, SEALED, text).toString('base64url')}`,
    sealHolds(text, seal) {
      const [id] = seal.split('.', 1);
      const key = auditKeys.get(id);
      return (
        key !== undefined && same(seal, `${id}.${hmac(key, SEALED, text).toString('base64url')}`)
      );
    },
    digest: (text) => `~${hmac(keys.index.at(-1)!.key, 'digest\0', text).toString('base64url')}`,
    ticketKey: (ticket) => ticketKeyBy(keys.ticket[0].key, ticket),
    keyHashes: (ticket) => keys.ticket.map(({ key }) => hashToken(ticketKeyBy(key, ticket))),
    ticketKeyHolds: (ticket, given) =>
      keys.ticket.some(({ key }) => same(ticketKeyBy(key, ticket), given)),
    readingKey: (ticket) => readingKeyBy(keys.ticket[0].key, ticket),
    ticketOfReadingKey(given) {
      if (given.length !== READING.length + 2 * PART || !given.startsWith(READING)) {
        return undefined;
      }
      const ticket = Buffer.from(given.slice(READING.length, READING.length + PART), 'base64url')
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
      return keys.ticket.some(({ key }) => same(readingKeyBy(key, ticket), given))
        ? ticket
        : undefined;
    },
  };
}

/** Which key a hash says that it is by. */
const idOf = (hash: string) => hash.slice(0, Math.max(hash.indexOf('.'), 0));

/** Compares in constant time; lengths may differ. */
export const same = (a: string, b: string) => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};
