import { Signer } from '@aws-sdk/rds-signer';

/** Makes the token that is a password for one sign-in, good for 15 minutes. */
export interface TokenSigner {
  getAuthToken(): Promise<string>;
}

/**
 * Credentials and region come from where AWS puts them: the task's role by its credentials
 * endpoint, `AWS_REGION`. They are kept until shortly before they end.
 */
const taskRole = (of: {
  readonly hostname: string;
  readonly port: number;
  readonly username: string;
}): TokenSigner => new Signer(of);

/**
 * Passwords for `DATABASE_AUTH=iam`: a token signed for each new connection, so that nothing
 * long-lived is a password and a pool that grows after hours still gets in. Signing is arithmetic
 * on this machine: it asks nobody.
 * @param url `postgresql://role@host:port/database`: the token is good for that role, host and port
 * alone
 */
export function iamTokens(url: string, signerFor = taskRole): () => Promise<string> {
  const { hostname, port, username } = new URL(url);
  const signer = signerFor({
    hostname,
    port: Number(port || 5432),
    username: decodeURIComponent(username),
  });
  return () => signer.getAuthToken();
}
