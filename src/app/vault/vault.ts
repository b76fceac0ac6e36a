import { createHmac, KeyObject, timingSafeEqual } from 'node:crypto';
import { Vault } from '../ports';
import { BOUND, ciphersOf, UNBOUND } from './ciphers';
import { inUse, Keys, KeyTexts, parseKeys, stretch } from './keys';
import { hashToken } from './tokens';

/** Version of a ticket's key; another format gets another version. */
const VERSION = '1';
/** How a reading key begins; a customer's own key begins with the version. */
const READING = 'r';
/** Prefixes the ticket in a reading key's MAC, which so never equals the customer's own key. */
const READS = 'reading\0';
/** Characters of a UUID's 16 bytes, and of the 128 bits of a MAC, in base64url. */
const PART = 22;
/** Prefixes what is sealed, so that no hash of a chain is ever a seal. */
const SEALED = 'seal\0';
/**
 * Pause between two looks for a key that a cipher names and nobody knows: anybody can invent one.
 */
const ASK_AGAIN_MS = 1_000;

/** `DATA_KEYS`, or what reads it again: keys in a file may change while the app serves. */
export type KeySource = string | (() => string);

export interface RenewableVault extends Vault {
  /**
   * Replaces its keys; returns whether they differ.
   * @throws one sentence if something would become unreadable, and keeps its keys
   */
  renew(text: string): boolean;
  /**
   * From when on ciphers are bound to their rows (decision 0196); before that, an older release
   * serving beside this one has to read them. Without it, always.
   */
  bindFrom(moment: number): void;
}

/**
 * @param source asked again whenever a cipher names an unknown key
 * @param clock compared with the `from` of a key
 */
export function createVault(source: KeySource, clock: () => number = Date.now): RenewableVault {
  const read = () => (typeof source === 'string' ? source : source());
  let text = read();
  let texts = parseKeys(text);
  let keys = stretch(texts);
  const renew = (next: string) => {
    if (next === text) return false;
    const parsed = parseKeys(next);
    const problem = lost(texts, parsed);
    if (problem) throw new Error(problem);
    [text, texts, keys] = [next, parsed, stretch(parsed)];
    return true;
  };
  let asked = 0;
  let bound = -Infinity;
  return {
    ...vaultOf(
      () => keys,
      clock,
      () => (clock() < bound ? UNBOUND : BOUND),
      () => {
        if (typeof source === 'string' || asked > clock() - ASK_AGAIN_MS) return;
        asked = clock();
        try {
          const next = source();
          const stay = parseKeys(next).data.map(({ id }) => id);
          // the regular check looks into a key that is gone
          if (texts.data.every(({ id }) => stay.includes(id))) renew(next);
        } catch {
          // the regular check reports it; the cipher stays unreadable
        }
      },
    ),
    renew,
    bindFrom(moment) {
      bound = moment;
    },
  };
}

/** What must stay when keys change, because rows, events and links are found and proven by it. */
function lost(before: KeyTexts, after: KeyTexts): string | undefined {
  const same = (one: { key: string }, other?: { key: string }) => one.key === other?.key;
  const [index, oldest] = [before.index.at(-1)!, after.index.at(-1)!];
  if (index.id !== oldest.id || !same(index, oldest)) {
    return (
      `DATA_KEYS: the last key of "index" must stay (id ${index.id}): ` +
      'persons are found by it, and names in events are compared by it'
    );
  }
  const gone = before.audit.find(
    (each) =>
      !same(
        each,
        after.audit.find(({ id }) => id === each.id),
      ),
  );
  if (gone) {
    return (
      `DATA_KEYS: key ${gone.id} of "audit" is gone or has another text: ` +
      'keep it after the new one, since events are proven by it'
    );
  }
  const changed = before.data.find((each) =>
    after.data.some(({ id, key }) => id === each.id && key !== each.key),
  );
  return changed
    ? `DATA_KEYS: key ${changed.id} of "data" has another text: give a new key a new id`
    : undefined;
}

function vaultOf(
  held: () => Keys,
  clock: () => number,
  version: () => string,
  askAgain: () => unknown,
): Vault {
  const used = (purpose: keyof Keys) => held()[purpose][inUse(held()[purpose], clock())];
  const byId = (purpose: keyof Keys, id: string) =>
    held()[purpose].find((each) => each.id === id)?.key;
  const hmac = (key: KeyObject, ...parts: readonly string[]) =>
    parts.reduce((mac, part) => mac.update(part), createHmac('sha256', key)).digest();
  const ticketKeyBy = (key: KeyObject, ticket: string) =>
    VERSION + hmac(key, ticket).subarray(0, 16).toString('base64url');
  const readingKeyBy = (key: KeyObject, ticket: string) =>
    READING +
    Buffer.from(ticket.replace(/-/g, ''), 'hex').toString('base64url') +
    hmac(key, READS, ticket).subarray(0, 16).toString('base64url');
  const indexKey = () => held().index.at(-1)!.key;

  return {
    dataKeys() {
      const begin = (each: string, id: string) => `${each}.${id}.`;
      const keys = held().data.map(({ id }) => ({
        id,
        begins: [BOUND, UNBOUND].map((each) => begin(each, id)),
      }));
      const now = used('data').id;
      return {
        keys,
        known: keys.map(({ id }) => id),
        inUse: now,
        begin: begin(version(), now),
      };
    },
    ...ciphersOf({ used: () => used('data'), byId: (id) => byId('data', id), version, askAgain }),
    // Equal values must have equal indexes for as long as their rows live, so the oldest index key
    // is the one in use. A newer key takes over when the old one is removed from DATA_KEYS, after
    // the rows have been indexed again.
    blindIndex: (value, purpose) => hmac(indexKey(), purpose, '\0', value).toString('base64url'),
    chain(previous, body) {
      const { audit } = held();
      const before = audit.findIndex(({ id }) => id === idOf(previous));
      const now = inUse(audit, clock());
      const { id, key } = audit[before < 0 ? now : Math.min(now, before)];
      return `${id}.${hmac(key, previous, '\n', body).toString('base64url')}`;
    },
    // Millions are proven at once, against values that anybody may read: so in one piece, and not
    // in constant time.
    chainHolds(previous, body, hash) {
      const id = idOf(hash);
      const key = byId('audit', id);
      return (
        key !== undefined &&
        hash ===
          `${id}.${createHmac('sha256', key).update(`${previous}\n${body}`).digest('base64url')}`
      );
    },
    chainKey(hash) {
      const id = idOf(hash);
      const at = held().audit.findIndex((each) => each.id === id);
      return at < 0 ? undefined : at;
    },
    sealed(text) {
      const { id, key } = used('audit');
      return `${id}.${hmac(key, SEALED, text).toString('base64url')}`;
    },
    sealHolds(text, seal) {
      const [id] = seal.split('.', 1);
      const key = byId('audit', id);
      return (
        key !== undefined && same(seal, `${id}.${hmac(key, SEALED, text).toString('base64url')}`)
      );
    },
    digest: (text) => `~${hmac(indexKey(), 'digest\0', text).toString('base64url')}`,
    ticketKey: (ticket) => ticketKeyBy(used('ticket').key, ticket),
    keyHashes: (ticket) => held().ticket.map(({ key }) => hashToken(ticketKeyBy(key, ticket))),
    ticketKeyHolds: (ticket, given) =>
      held().ticket.some(({ key }) => same(ticketKeyBy(key, ticket), given)),
    readingKey: (ticket) => readingKeyBy(used('ticket').key, ticket),
    ticketOfReadingKey(given) {
      if (given.length !== READING.length + 2 * PART || !given.startsWith(READING)) {
        return undefined;
      }
      const ticket = Buffer.from(given.slice(READING.length, READING.length + PART), 'base64url')
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
      return held().ticket.some(({ key }) => same(readingKeyBy(key, ticket), given))
        ? ticket
        : undefined;
    },
  };
}

/** The key that a hash names. */
const idOf = (hash: string) => hash.slice(0, Math.max(hash.indexOf('.'), 0));

/** Compares in constant time; lengths may differ. */
export const same = (a: string, b: string) => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};
