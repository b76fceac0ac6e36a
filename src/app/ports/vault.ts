export interface Vault {
  /**
   * AES-256-GCM under the newest data key; the text says which key. `purpose` is bound as
   * associated data.
   */
  encrypt(plain: string, purpose: string): string;
  /** Throws when no key fits or the text was changed. */
  decrypt(cipher: string, purpose: string): string;
  /** HMAC under the index key: equal inputs meet, nothing else is told. */
  blindIndex(value: string, purpose: string): string;
  /** Next hash of a chain: HMAC(audit key, previous ‖ body), with the key's id. */
  chain(previous: string, body: string): string;
  /** True when `hash` is what `chain` gives under the key it names. */
  chainHolds(previous: string, body: string, hash: string): boolean;
  /**
   * The customer's secret for a ticket: version character + first 128 bits of HMAC(ticket key, id).
   */
  ticketKey(ticket: string): string;
  /** Ticket-key secrets rotate: true for any of them. Constant time. */
  ticketKeyHolds(ticket: string, key: string): boolean;
}
