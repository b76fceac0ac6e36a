import { access, readFile, writeFile } from 'node:fs/promises';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DATABASE, IMAGE, SHUTDOWN_SECONDS } from '../../src/contract';
import { Postgres, startPostgres } from '../../src/local/postgres/postgres';
import { authority, serverCertificate } from '../app/platform/certificates';
import { Rds, startRds } from '../app/platform/rds';
import { FakeS3, startS3 } from '../app/platform/s3';
import { startTlsValkey, TlsValkey } from '../app/platform/tls-valkey';
import { Child, runProgram } from '../support/child';
import { testFolder } from '../support/test-folder';
import { ADMIN_CODE, ADMINISTRATOR, ask, serveTicket, simulatesOnItsThread } from './calls';
import { Image, recipeOf, unpackImage } from './image';
import { containerOf, variablesOf } from './task';

/** With spans, tokens and TLS; 51 to 58 of it are Node itself (decision 0241). */
const REST_MIB = 200;

const residentMib = async (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

describe("the image, run as the pilot's task runs it", () => {
  let image: Image;
  let postgres: Postgres;
  let rds: Rds;
  let valkey: TlsValkey;
  let s3: FakeS3;
  let credentials: Server;
  let collector: Child;
  let collectorUrl: string;
  /**
   * Variables outside the task definition: what the ECS agent adds to every container, where the
   * bucket is, and the authority that signs for the cache here.
   */
  let around: Readonly<Record<string, string>>;
  let migrateWith: Readonly<Record<string, string>>;
  let serveWith: Readonly<Record<string, string>>;

  beforeAll(async () => {
    const folder = await testFolder('image');
    const ca = await authority();
    [image, postgres, s3, valkey] = await Promise.all([
      unpackImage(),
      startPostgres({ folder: join(folder, 'postgres'), fsync: false }),
      startS3(),
      startTlsValkey(ca, { cluster: true }),
    ]);
    await preparePostgres(postgres);
    collector = runProgram(join(__dirname, '../app/platform/programs/otlp-receiver.ts'));
    collectorUrl = `http://127.0.0.1:${(await collector.line(/^OTLP (\d+)$/m))[1]}`;
    rds = await startRds({
      ...(await serverCertificate(ca)),
      postgres: postgres.port,
      region: 'eu-west-1',
      secretKey: 'fake-secret-key',
      passwords: { [DATABASE.administrator]: ADMINISTRATOR },
    });
    credentials = createServer((_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          AccessKeyId: 'fake-access',
          SecretAccessKey: 'fake-secret-key',
          Token: 'session',
          Expiration: new Date(Date.now() + 6 * 3_600_000).toISOString(),
        }),
      );
    });
    await new Promise<void>((resolve) => {
      credentials.listen(0, '127.0.0.1', resolve);
    });
    const caFile = join(image.folder, '..', 'authority.pem');
    await writeFile(caFile, ca.cert, { mode: 0o444 });
    const { port } = credentials.address() as AddressInfo;
    around = {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/`,
      AWS_ENDPOINT_URL_S3: s3.variables.AWS_ENDPOINT_URL_S3,
      NODE_EXTRA_CA_CERTS: caFile,
    };
    const database = { AWS_REGION: 'eu-west-1', DATABASE_CA_FILE: caFile };
    const databasePath = `localhost:${rds.port}/${DATABASE.name}?sslmode=verify-full`;
    migrateWith = variablesOf(containerOf('pilot', 'migrate'), {
      ...database,
      DATABASE_URL: `postgresql://${databasePath}`,
      DATABASE_ADMIN_USERNAME: DATABASE.administrator,
      DATABASE_ADMIN_PASSWORD: ADMINISTRATOR,
    });
    serveWith = variablesOf(containerOf('pilot', 'app'), {
      ...database,
      PORT: '0',
      DATABASE_URL: `postgresql://${DATABASE.appRole}@${databasePath}`,
      REDIS_URL: valkey.url,
      REDIS_USERNAME: valkey.username,
      REDIS_PASSWORD: valkey.password,
      AUDIT_ANCHORS: 's3://anchors',
      OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl,
      TELEGRAM_BOT_TOKEN: '',
      TELEGRAM_WEBHOOK_SECRET: 'w'.repeat(48),
      DATA_KEYS: 'k'.repeat(64),
      ADMIN_CODE,
    });
  }, 240_000);
  afterAll(async () => {
    // Servers that failed to start need not be stopped.
    collector?.process.kill();
    credentials?.close();
    credentials?.closeAllConnections();
    await Promise.all([rds?.stop(), valkey?.stop(), s3?.stop()]);
    await postgres?.stop('immediate');
    await image?.remove();
  });

  const migrate = async () => {
    const child = image.run(containerOf('pilot', 'migrate').Command!, {
      ...migrateWith,
      ...around,
    });
    return { ...(await child.ended), output: child.output() };
  };

  it('is what the task names: command, user, read-only root', async () => {
    const { recipe } = image;
    const [app, migration] = [containerOf('pilot', 'app'), containerOf('pilot', 'migrate')];
    expect(recipe.command).toEqual(app.Command);
    for (const container of [app, migration]) {
      expect(container.User).toBe(`${recipe.user.uid}:${recipe.user.gid}`);
      expect(container.ReadonlyRootFilesystem).toBe(true);
    }
    expect(recipe.user.uid).toBeGreaterThan(0);
    await access(join(image.folder, IMAGE.databaseCertificates.split('/').at(-1)!));
    expect(() => recipeOf('FROM scratch\nRUN npm ci\n')).toThrow(/RUN npm ci/);
  });

  it('migrates, twice, and does not serve before', async () => {
    const early = image.run(image.recipe.command, { ...serveWith, ...around });
    expect((await early.ended).code).toBe(1); // migrate creates the role it signs in as
    expect(early.output()).toMatch(/PAM authentication|does not exist/);
    expect(await migrate()).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^migrated: 0001-branches-and-line, /),
    });
    expect(await migrate()).toMatchObject({ code: 0, output: 'nothing to migrate\n' });
  });

  it('becomes ready, serves a ticket, passes its own health check, stops in time', async () => {
    const child: Child = image.run(image.recipe.command, { ...serveWith, ...around });
    try {
      const port = Number((await child.line(/^LISTENING (\d+)$/m, 90_000))[1]);
      expect((await child.line(/^READY (.*)$/m))[1]).toBe(serveWith.PUBLIC_URL);
      expect(await ask(port, 'GET', '/health/ready')).toMatchObject({ status: 200 });
      expect(rds.tokens()).toBeGreaterThan(0);
      expect(await residentMib(child.process.pid!)).toBeLessThan(REST_MIB);
      await serveTicket(port);
      await simulatesOnItsThread(port, postgres);
      expect((await ask(port, 'GET', '/kiosk')).status).toBe(200);
      expect(await valkey.ask('CLIENT', 'LIST')).toContain('user=ticketero');

      const app = containerOf('pilot', 'app');
      const [, ...check] = app.HealthCheck!.Command.map((word) =>
        word.replace('port:8080', `port:${port}`),
      );
      expect((await image.run(check, {}).ended).code).toBe(0);

      const link = async (name: string) => {
        const made = image.run(['node', 'main.js', 'admin-link', name], {
          ...serveWith,
          ...around,
        });
        return { code: (await made.ended).code, output: made.output() };
      };
      const address = serveWith.PUBLIC_URL.replaceAll('.', '\\.');
      expect(await link('ada')).toEqual({
        code: 0,
        output: expect.stringMatching(
          new RegExp(`^${address}/sign-in#admin-link=\\S+\nFor ada, once`),
        ),
      });
      expect(await link("o'hara no")).toEqual({
        code: 1,
        output: expect.stringContaining('Administrators with an account of their own: ada.'),
      });

      const asked = performance.now();
      child.process.kill('SIGTERM');
      expect(await child.ended).toEqual({ code: 0, signal: null });
      const seconds = (performance.now() - asked) / 1000;
      const spans = (await (await fetch(`${collectorUrl}/spans`)).json()) as readonly {
        readonly name: string;
      }[];
      expect(spans.map(({ name }) => name)).toEqual(
        expect.arrayContaining([
          'POST /api/branches/:branch/tickets',
          'operation issueTicket',
          'database write',
        ]),
      );
      expect(seconds).toBeLessThan(SHUTDOWN_SECONDS);
      expect(SHUTDOWN_SECONDS).toBeLessThan(app.StopTimeout!);
      expect(child.output()).not.toMatch(
        new RegExp(
          [
            serveWith.DATA_KEYS,
            serveWith.REDIS_PASSWORD,
            ADMIN_CODE,
            ADMINISTRATOR.slice(0, 20),
            'fake-secret-key',
          ].join('|'),
        ),
      );
    } finally {
      child.process.kill('SIGKILL');
    }
  });
});

/**
 * The database and its administrator as RDS creates them; behind the front door no password is
 * needed.
 */
async function preparePostgres(postgres: Postgres): Promise<void> {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  // On RDS the administrator is not a superuser, but may create roles and owns the database.
  await client.query(
    `
      create role rds_iam nologin;
      create role ${DATABASE.administrator} login createrole createdb;
      grant rds_iam to ${DATABASE.administrator} with admin option`,
  );
  await client.query(`create database ${DATABASE.name} owner ${DATABASE.administrator}`);
  const hba = join(postgres.dataFolder, 'pg_hba.conf');
  await writeFile(hba, 'host all all 127.0.0.1/32 trust\n');
  await client.query('select pg_reload_conf()');
  await client.end();
}
