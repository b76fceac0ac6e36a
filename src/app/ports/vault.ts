import { Refused } from '../domain/model/errors';

/** Where ciphers of one kind are kept, one per row. */
export interface CipherPlace {
  readonly table: string;
  readonly key: string;
  readonly keyType: 'uuid' | 'text';
  readonly column: string;
  /** Bound to its row even in ciphers of the first version. */
  readonly boundBefore?: true;
  /** Events seal its rows, so every change of one has to be an event. */
  readonly recorded?: true;
}

/**
 * Every column that holds ciphers, by what they encrypt. Each is encrypted for its column and row,
 * and decrypts nowhere else. A column that is missing here is not re-encrypted by `npm run
 * keys:rotate`, and its data is lost with the old key.
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

/** A cipher that replaces the one it was made from. */
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
type TransientPurpose =
  'oidc-attempt' | 'passkey-attempt' | 'second-step' | 'second-factor-offer' | 'admin-link';
/** What a cipher encrypts; after a NUL, the key of its row, or its only owner. */
export type CipherPurpose =
  `${OfColumn}\0${string}` | TransientPurpose | `${TransientPurpose}\0${string}`;

/**
 * A stored cipher cannot be decrypted: its key is missing, or it was changed or moved in the
 * database. A program goes on without it; a person is told what to do.
 */
export class Unreadable extends Refused {
  /** @param because what is wrong with the text, for operators */
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
  /** HMAC under the index key: it shows that inputs are equal, and nothing else. */
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
   * The position of the key that made a hash or a seal: 0 is the newest; undefined for a key that
   * is not kept. A chain never goes back to a key that was replaced.
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
   * The key that staff may hand out: it only shows the ticket. It names the ticket, so nothing is
   * stored to look it up.
   */
  readingKey(ticket: string): string;
  /** The ticket of a reading key under any of the ticket keys; undefined for any other text. */
  ticketOfReadingKey(key: string): string | undefined;
}

/** A row's decrypted text; undefined if it cannot be decrypted, which the vault has reported. */
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
