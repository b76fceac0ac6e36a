/** Makes the token that is the password for one sign-in, valid for 15 minutes. */
interface TokenSigner {
  getAuthToken(): Promise<string>;
}

/**
 * Credentials and region as AWS provides them: from the task role's credentials endpoint and
 * `AWS_REGION`. Cached until shortly before they expire.
 */
function taskRole(of: {
  readonly hostname: string;
  readonly port: number;
  readonly username: string;
}): TokenSigner {
  let signer: Promise<TokenSigner> | undefined;
  return {
    async getAuthToken() {
      signer ??= import('@aws-sdk/rds-signer').then(({ Signer }) => new Signer(of));
      return (await signer).getAuthToken();
    },
  };
}

/**
 * Passwords for `DATABASE_AUTH=iam`: a token signed for each new connection, so that no password is
 * long-lived and a pool that grows after hours can still sign in. Signing is local and asks nobody.
 * @param url `postgresql://role@host:port/database`: a token is valid only for this role, host and
 * port
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
