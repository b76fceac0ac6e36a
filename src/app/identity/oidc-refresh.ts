import { Vault } from '../ports';

/** By what, and about whom, the provider is asked again. */
export interface Held {
  readonly refresh: string;
  readonly subject: string;
}

/** It opens for its own session only. */
const purposeOf = (session: string) => `oidc-refresh\0${session}` as const;

export const sealedRefresh = (
  { encrypt }: Pick<Vault, 'encrypt'>,
  session: string,
  held: Held,
): string => encrypt(JSON.stringify(held), purposeOf(session));

export const openedRefresh = (
  { decrypt }: Pick<Vault, 'decrypt'>,
  session: string,
  sealed: string,
): Held => JSON.parse(decrypt(sealed, purposeOf(session))) as Held;
