import { legible, Vault } from '../ports';

/** The token with which the provider is asked again, and about whom. */
export interface RefreshToken {
  readonly refresh: string;
  readonly subject: string;
}

/** It opens for its own session only. */
const purposeOf = (session: string) => `oidc-refresh\0${session}` as const;

export const sealedRefresh = (
  { encrypt }: Pick<Vault, 'encrypt'>,
  session: string,
  token: RefreshToken,
): string => encrypt(JSON.stringify(token), purposeOf(session));

/** Undefined where it cannot be opened: nobody can be asked by it. */
export function openedRefresh(
  vault: Pick<Vault, 'decrypt'>,
  session: string,
  sealed: string,
): RefreshToken | undefined {
  const text = legible(vault, sealed, purposeOf(session));
  return text === undefined ? undefined : (JSON.parse(text) as RefreshToken);
}
