import { Refused } from '../domain/model/errors';

/** Where ciphers of one kind are kept: one a row. */
export interface CipherPlace {
  readonly table: string;
  readonly key: string;
  readonly keyType: 'uuid' | 'text';
  readonly column: string;
  /** Bound to its row before all were, by ciphers of the first version too. */
  readonly boundBefore?: true;
  /** Events seal its rows as they are: whatever changes one has to be an event. */
  readonly recorded?: true;
}

/**
 * Every column that holds ciphers, by what they are of: each is encrypted for its column and its
 * row, and good in no other. What is not here is not re-encrypted by `npm run keys:rotate`, and
 * lost with its key.
 */
export const CIPHERS = {
  customer: { table: 'customers', key: 'id', keyType: 'uuid', column: 'cipher' },
  remark: { table: 'remarks', key: 'id', keyType: 'uuid', column: 'cipher' },
  note: { table: 'notes', key: 'id', keyType: 'uuid', column: 'cipher' },
  request: { table: 'person_requests', key: 'id', keyType: 'uuid', column: 'cipher' },
  contact: { table: 'contacts', key: 'id', keyType: 'uuid', column: 'address_cipher' },
  'report-mail': {
    table: 'report_mails',
    key: 'id',
    keyType: 'uuid',
    column: 'address',
    recorded: true,
  },
  webhook: { table: 'webhooks', key: 'id', keyType: 'uuid', column: 'secret', recorded: true },
  'second-factor': {
    table: 'second_factors',
    key: 'staff_id',
    keyType: 'text',
    column: 'cipher',
    boundBefore: true,
    recorded: true,
  },
  'oidc-refresh': {
    table: 'sessions',
    key: 'id',
    keyType: 'text',
    column: 'oidc_refresh',
    boundBefore: true,
  },
} as const satisfies Readonly<Record<string, CipherPlace>>;

/** A cipher to stand in a row in place of the one it was made from. */
export interface RenewedCipher {
  readonly key: string;
  readonly was: string;
  readonly cipher: string;
}

type OfColumn = keyof typeof CIPHERS;
export type RecordedCiphers = {
  [Kind in OfColumn]: (typeof CIPHERS)[Kind] extends { readonly recorded: true } ? Kind : never;
}[OfColumn];
/** Ciphers that are handed out for minutes and stored nowhere. */
type HandedOut =
  'oidc-attempt' | 'passkey-attempt' | 'second-step' | 'second-factor-offer' | 'admin-link';
/** What a cipher is of; after a NUL, the key of the row that it is for, or whose it is alone. */
export type CipherPurpose = `${OfColumn}\0${string}` | HandedOut | `${HandedOut}\0${string}`;

/**
 * What is kept cannot be opened: its key is not there, or it was changed or moved in the database.
 * A program that meets it goes on without; a person is told, and what to do.
 */
export class Unreadable extends Refused {
  /** @param because what is the matter with the text, for whoever runs the app */
  constructor(readonly because: string) {
    super(
      'conflict',
      'unreadable',
      `What is kept there cannot be opened: ${because}. ` +
        'Tell whoever runs the system: npm run audit:verify names the row.',
    );
    this.name = 'Unreadable';
  }
}

export interface Vault {
  /** AES-256-GCM under the data key in use, which the text names; `purpose` is associated data. */
  encrypt(plain: string, purpose: CipherPurpose): string;
  /**
   * @param cipher null of a row that was emptied past the app
   * @throws Unreadable when no key fits, or the text is gone, was changed or is of another row
   */
  decrypt(cipher: string | null, purpose: CipherPurpose): string;
  /** HMAC under the index key: tells that inputs are equal, and nothing else. */
  blindIndex(value: string, purpose: string): string;
  /**
   * The data keys, newest first, each with how all its ciphers begin; the id of the one in use, and
   * how what is encrypted now begins.
   */
  dataKeys(): {
    readonly keys: readonly { readonly id: string; readonly begins: readonly string[] }[];
    readonly begin: string;
    readonly known: readonly string[];
    readonly inUse: string;
  };
  /**
   * The next hash of a chain: HMAC(audit key, previous ‖ body), with the key's id. Under the key in
   * use, or that of `previous` if it is newer: no chain goes back while instances change over.
   */
  chain(previous: string, body: string): string;
  /** Whether `hash` is what `chain` gives under the key that it names. */
  chainHolds(previous: string, body: string, hash: string): boolean;
  /**
   * Where the key that made a hash or a seal stands: 0 is the newest; undefined for a key that is
   * not kept. A chain never goes back to a key that was replaced.
   */
  chainKey(hash: string): number | undefined;
  /** HMAC of a text under the newest audit key, with the key's id: it seals a chain's head. */
  sealed(text: string): string;
  /** Whether `seal` is what `sealed` gives under the key that it names. */
  sealHolds(text: string, seal: string): boolean;
  /** A keyed digest that stays the same when keys rotate: of names and secrets in events. */
  digest(text: string): string;
  /** The customer's secret: a version character and the first 128 bits of HMAC(ticket key, id). */
  ticketKey(ticket: string): string;
  /** What may be stored to look a ticket's key up by: a hash under each of the ticket keys. */
  keyHashes(ticket: string): readonly string[];
  /** True under any of the ticket keys, since they rotate. Constant time. */
  ticketKeyHolds(ticket: string, key: string): boolean;
  /**
   * The key that staff may hand out: it shows the ticket and does nothing with it. It names the
   * ticket, so nothing is stored to find it by.
   */
  readingKey(ticket: string): string;
  /** The ticket of a reading key under any of the ticket keys; undefined for any other text. */
  ticketOfReadingKey(key: string): string | undefined;
}

/** What stands in a row; undefined where it cannot be opened: the vault has told of it. */
export function legible(
  { decrypt }: Pick<Vault, 'decrypt'>,
  cipher: string | null,
  purpose: CipherPurpose,
): string | undefined {
  try {
    return decrypt(cipher, purpose);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}
