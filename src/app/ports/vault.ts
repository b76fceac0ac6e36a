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
  /** The customer's secret: a version character and the first 128 bits of HMAC(ticket key, id). */
  ticketKey(ticket: string): string;
  /** True under any of the ticket keys, since they rotate. Constant time. */
  ticketKeyHolds(ticket: string, key: string): boolean;
}
