import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool } from 'pg';
import { readConfig } from '../../../src/app/config';
import { iamTokens } from '../../../src/app/db/connect/iam-auth';
import { openDatabase } from '../../../src/app/db/open-database';
import { createLog } from '../../../src/app/log';
import { migrateDatabase, serve } from '../../../src/app/main';
import { testFolder } from '../../support/test-folder';
import { authority } from './certificates';
import { startTlsPostgres, TlsPostgres } from './tls-postgres';

const KEYS = 'keys-of-the-access-test-0123456789abcdef';

describe('a database that takes encrypted connections only', () => {
  let server: TlsPostgres;
  let folder: string;
  beforeAll(async () => {
    folder = await testFolder('database-access');
    server = await startTlsPostgres();
    await server.admin(
      'postgres',
      'create database bank',
      "create role app login password 'first-token'",
    );
    const { username, password } = server.administrator;
    const ran = await migrateDatabase(
      readConfig({
        DATABASE_URL: server.url('bank'),
        DATABASE_CA_FILE: server.caFile,
        DATABASE_ADMIN_USERNAME: username,
        DATABASE_ADMIN_PASSWORD: password,
        DATABASE_APP_ROLE: 'app',
      }),
    );
    expect(ran).toContain('0001-branches-and-line');
  });
  afterAll(async () => {
    await server.stop();
  });

  const serving = (variables: Readonly<Record<string, string>>) =>
    serve(readConfig({ PORT: '0', DATA_KEYS: KEYS, LOG_LEVEL: 'silent', ...variables }), {
      host: '127.0.0.1',
      pagesFolder: undefined,
      writeMetrics: () => undefined,
    });

  it('is used, verified by chain and name', async () => {
    const app = await serving({
      DATABASE_URL: server.url('bank', 'app', 'first-token'),
      DATABASE_CA_FILE: server.caFile,
    });
    try {
      expect((await fetch(`http://127.0.0.1:${app.port}/health/ready`)).status).toBe(200);
    } finally {
      await app.close();
    }
  });

  it('is refused when another authority signed its certificate', async () => {
    const other = join(folder, 'other.pem');
    await writeFile(other, (await authority('Another')).cert);
    await expect(
      serving({ DATABASE_URL: server.url('bank', 'app', 'first-token'), DATABASE_CA_FILE: other }),
    ).rejects.toThrow(/self-signed|unable to (get|verify)/i);
  });

  it('is refused under a name its certificate does not have', async () => {
    const { port } = new URL(server.url('bank'));
    await expect(
      serving({
        DATABASE_URL: `postgresql://app:first-token@127.0.0.1:${port}/bank?sslmode=verify-full`,
        DATABASE_CA_FILE: server.caFile,
      }),
    ).rejects.toThrow(/does not match certificate/);
  });

  it('says which file it cannot read', async () => {
    await expect(
      serving({
        DATABASE_URL: server.url('bank', 'app'),
        DATABASE_CA_FILE: join(folder, 'none.pem'),
      }),
    ).rejects.toThrow(/DATABASE_CA_FILE names .*none\.pem, which cannot be read \(ENOENT\)/);
  });

  it('gets a fresh token for every connection', async () => {
    let made = 0;
    const connection = {
      url: server.url('bank', 'app'),
      ssl: { ca: server.authority.cert },
      password: async () => {
        made += 1;
        return 'first-token';
      },
    };
    const database = openDatabase(connection, 'tokens', createLog('silent', 'tokens'), {
      sizes: { write: 3, read: 1, sweep: 1, relay: 1, reports: 3, config: 3 },
    });
    try {
      const clients = await Promise.all([1, 2, 3].map(() => database.pools.write.connect()));
      clients.forEach((client) => client.release());
      expect(made).toBeGreaterThanOrEqual(3);
      expect(await database.ready()).toEqual({ ready: true }); // knex's own pool asks for one too
      expect(made).toBe(database.pools.write.totalCount + database.pools.read.totalCount + 1);
    } finally {
      await database.close();
    }
  });

  it('refuses an expired token, and accepts the next', async () => {
    const tokens = ['over', 'first-token'];
    const pool = new Pool({
      host: 'localhost',
      port: server.postgres.port,
      user: 'app',
      database: 'bank',
      ssl: { ca: server.authority.cert },
      password: async () => tokens.shift()!,
    });
    await expect(pool.query('select 1')).rejects.toMatchObject({ code: '28P01' });
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });
});

describe('tokens signed for a database', () => {
  const url = 'postgresql://ticketero_app@db.example.eu-west-1.rds.amazonaws.com:5433/ticketero';

  it('are signed for its role, host and port', async () => {
    const asked: unknown[] = [];
    const token = iamTokens(url, (of) => {
      asked.push(of);
      return { getAuthToken: async () => 'signed' };
    });
    expect(await token()).toBe('signed');
    expect(asked).toEqual([
      { hostname: 'db.example.eu-west-1.rds.amazonaws.com', port: 5433, username: 'ticketero_app' },
    ]);
  });
});
