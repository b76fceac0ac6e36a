/** What identity needs of the vault's randomness and hashes; create-app hands it in. */
export interface Secrets {
  newToken(): string;
  hashToken(token: string): string;
  passwordHolds(password: string, hash: string): Promise<boolean>;
  hashPassword(password: string): Promise<string>;
  ticketKeyHolds(ticket: string, key: string): boolean;
}
