import { createHmac, KeyObject, timingSafeEqual } from 'node:crypto';
import { Vault } from '../ports';
import { BOUND, ciphersOf, UNBOUND } from './ciphers';
import { inUse, Keys, KeyTexts, parseKeys, stretch } from './keys';
import { hashToken } from './tokens';

/** Version of a ticket's key; another format gets another version. */
const VERSION = '1';
/** How a reading key begins: a customer's own begins with the version. */
const READING = 'r';
/** Before the ticket in a reading key's MAC: so that it is never the customer's own key. */
const READS = 'reading\0';
/** Characters of a UUID's 16 bytes, and of the 128 bits of a MAC, in base64url. */
const PART = 22;
/** Before what is sealed: so that no hash of a chain is ever a seal. */
const SEALED = 'seal\0';
/** Between two looks for keys that a cipher names and nobody knows: anybody can invent one. */
const ASK_AGAIN_MS = 1_000;

/** `DATA_KEYS`, or what reads it again: keys in a file may change while the app serves. */
export type KeySource = string | (() => string);

export interface RenewableVault extends Vault {
  /**
   * Takes keys in place of those it has; says whether they are others.
   * @throws with one sentence where they would leave something unreadable, and keeps the former
   */
  renew(text: string): boolean;
  /**
   * From when on what is encrypted is bound to its row (decision 0196): before, an older release
   * that serves beside this one has to read it. Without it, always.
   */
  bindFrom(moment: number): void;
}

/**
 * @param source whenever a cipher names a key that is not known, it is asked again
 * @param clock against which the `from` of a key is held
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
          // a key that goes is looked into by whoever asks regularly
          if (texts.data.every(({ id }) => stay.includes(id))) renew(next);
        } catch {
          // whoever asks regularly tells of it; the cipher stays unreadable
        }
      },
    ),
    renew,
    bindFrom(moment) {
      bound = moment;
    },
  };
}

/** What must stay when keys change: rows, events and links are found and proven by these. */
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
    // Millions are proven at once, against what anybody may read: in one piece, and not in constant
    // time.
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

/** Which key a hash says that it is by. */
const idOf = (hash: string) => hash.slice(0, Math.max(hash.indexOf('.'), 0));

/** Compares in constant time; lengths may differ. */
export const same = (a: string, b: string) => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};
