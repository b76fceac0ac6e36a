import { AppProcess, startApp } from '../../support/app-process';
import { call } from '../../support/caller';
import { createDatabase, TestDatabase } from '../../support/database';

const KEYS = 'keys-of-the-first-admin-0123456789abcdef';
const CODE = 'the-code-of-the-deployment';
const PASSWORD = 'a long enough password';

describe('the first administrator, with two instances', () => {
  let database: TestDatabase;
  let apps: readonly AppProcess[];
  beforeAll(async () => {
    database = await createDatabase();
    apps = await Promise.all(
      [1, 2].map((n) =>
        startApp({
          databaseUrl: database.url,
          keys: KEYS,
          env: { ADMIN_CODE: CODE, VIEWER_ADDRESS_HEADER: 'x-viewer-ip', INSTANCE_ID: `app-${n}` },
        }),
      ),
    );
  });
  afterAll(async () => {
    await Promise.all((apps ?? []).map((app) => app.stop()));
    await database.drop();
  });

  /** Each from a different address: guessing is limited per address. */
  const ask = (n: number, code: string, password = PASSWORD) =>
    call(apps[n % 2].url, 'POST', '/api/sessions/first-admin', {
      body: { code, username: `admin-${n}`, password },
      headers: { 'x-viewer-ip': `203.0.113.${n}` },
    });

  /** Whether the sign-in page offers the way. */
  const offered = async () =>
    (await call(apps[0].url, 'GET', '/api/sessions/ways')).body.firstAdmin;

  it('is not created with another code', async () => {
    expect(await ask(100, 'another-code-of-nobody')).toMatchObject({
      status: 403,
      body: { code: 'first_admin_refused' },
    });
    expect(await offered()).toBe(true);
  });

  it('is exactly one of twenty who ask both at once, and stays the only one', async () => {
    // whose password is refused keeps nobody out, neither before nor among them
    const common = (n: number) => ask(n, CODE, 'password123456');
    expect(await common(90)).toMatchObject({ status: 422, body: { code: 'common_password' } });
    const [answers, refused] = await Promise.all([
      Promise.all(Array.from({ length: 20 }, (_, n) => ask(n, CODE))),
      Promise.all([91, 92, 93, 94].map(common)),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 19 }, () => 403),
    ]);
    expect(refused.filter(({ status }) => status !== 422 && status !== 403)).toEqual([]);
    const winner = answers.findIndex(({ status }) => status === 201);
    const signedIn = await call(apps[0].url, 'POST', '/api/sessions', {
      body: { username: `admin-${winner}`, password: PASSWORD },
    });
    expect(signedIn.status).toBe(201);
    expect(await offered()).toBe(false);
    expect(
      (
        await call(apps[0].url, 'POST', '/api/sessions', {
          body: { username: `admin-${(winner + 1) % 20}`, password: PASSWORD },
        })
      ).status,
    ).toBe(401);
    expect((await ask(101, CODE)).status).toBe(403);
  });

  it('can be guessed at only five times from one address', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 7; n += 1) {
      statuses.push((await ask(200, `guess-number-${n}-of-many`)).status);
    }
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429, 429]);
  });
});
