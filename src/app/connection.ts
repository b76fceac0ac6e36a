import { certificatesIn } from './certificates';
import { Config } from './config';
import { iamTokens } from './db/connect/iam-auth';
import { Connection } from './db/connect/pools';

/**
 * The database as `serve` and `verify` reach it: encrypted and verified if there is a CA file, with
 * a token per connection if IAM is used.
 */
export async function connectionOf({ database }: Config, url = database.url): Promise<Connection> {
  return {
    url,
    ...(database.caFile ? { ssl: { ca: await certificatesIn(database.caFile) } } : {}),
    ...(database.iam ? { password: iamTokens(url) } : {}),
  };
}

/** The database as `migrate` reaches it: as the administrator, if one is given. */
export function administratorsUrl({ database: { url: given, admin } }: Config): string {
  const url = new URL(given);
  if (admin && !url.username) {
    url.username = encodeURIComponent(admin.username);
    url.password = encodeURIComponent(admin.password);
  }
  return url.href;
}
