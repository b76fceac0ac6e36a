export interface Vault {
  /** AES-256-GCM under the newest data key, which the text names; `purpose` is associated data. */
  encrypt(plain: string, purpose: string): string;
  /** Throws when no key fits, or the text was changed. */
  decrypt(cipher: string, purpose: string): string;
  /** HMAC under the index key: tells that inputs are equal, and nothing else. */
  blindIndex(value: string, purpose: string): string;
  /** The next hash of a chain: HMAC(audit key, previous ‖ body), with the key's id. */
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
