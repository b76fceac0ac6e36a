import { chmod, chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { Postgres, startPostgres } from '../../../src/local/postgres/postgres';
import { testFolder } from '../../support/test-folder';
import { Authority, authority, serverCertificate } from './certificates';

export interface TlsPostgres {
  readonly postgres: Postgres;
  readonly authority: Authority;
  /** PEM file of the authority, world-readable. */
  readonly caFile: string;
  /** Runs statements as the administrator, in that database. */
  admin(database: string, ...statements: readonly string[]): Promise<void>;
  /** The address by the name in the certificate; user and password as given, none by default. */
  url(database: string, user?: string, password?: string): string;
  /** The administrator's name and password. */
  readonly administrator: { readonly username: string; readonly password: string };
  stop(): Promise<void>;
}

/**
 * A PostgreSQL that accepts only encrypted connections, with a certificate for `localhost` from its
 * own authority, like RDS with `rds.force_ssl`.
 */
export async function startTlsPostgres(
  settings: Readonly<Record<string, string | number>> = {},
): Promise<TlsPostgres> {
  const folder = await testFolder('tls-postgres');
  const ca = await authority();
  const server = await serverCertificate(ca);
  const postgres = await startPostgres({
    folder,
    fsync: false,
    settings: { max_connections: 60, ...settings },
  });
  const { username, password, port } = new URL(postgres.url('postgres'));
  const plain = new Client({ connectionString: postgres.url('postgres') });
  await plain.connect();
  for (const [name, text] of [
    ['server.crt', server.cert],
    ['server.key', server.key],
    ['pg_hba.conf', 'hostssl all all 127.0.0.1/32 scram-sha-256\n'],
  ]) {
    const path = join(postgres.dataFolder, name);
    await writeFile(path, text, { mode: 0o600 });
    await chmod(path, 0o600);
    if (postgres.account) await chown(path, postgres.account.uid, postgres.account.gid);
  }
  await plain.query('alter system set ssl = on');
  await plain.query('select pg_reload_conf()');
  await plain.end();
  const caFile = join(folder, 'authority.pem');
  await writeFile(caFile, ca.cert);
  return {
    postgres,
    authority: ca,
    caFile,
    administrator: { username, password: decodeURIComponent(password) },
    async admin(database, ...statements) {
      const client = new Client({
        host: 'localhost',
        port: Number(port),
        user: username,
        password: decodeURIComponent(password),
        database,
        ssl: { ca: ca.cert },
      });
      await client.connect();
      try {
        for (const statement of statements) await client.query(statement);
      } finally {
        await client.end();
      }
    },
    url: (database, user, secret) => {
      const ending = secret ? `:${encodeURIComponent(secret)}` : '';
      const who = user ? `${encodeURIComponent(user)}${ending}@` : '';
      return `postgresql://${who}localhost:${port}/${database}?sslmode=verify-full`;
    },
    stop: () => postgres.stop('immediate'),
  };
}
