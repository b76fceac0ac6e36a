/** What identity needs from the vault: randomness and hashes. */
export interface Secrets {
  newToken(): string;
  hashToken(token: string): string;
  /**
   * `first` goes before `other`.
   * @throws Queued when too many wait
   */
  passwordHolds(password: string, hash: string, priority?: 'first' | 'other'): Promise<boolean>;
  hashPassword(password: string): Promise<string>;
  /** Letters for a person to type. */
  newCode(letters: number): string;
  /** A digest of a key that events may contain. */
  digest(text: string): string;
  ticketKeyHolds(ticket: string, key: string): boolean;
  /** Undefined for a key that is not a reading key of ours. */
  ticketOfReadingKey(key: string): string | undefined;
}
