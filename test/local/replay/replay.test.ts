import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { App } from '../../../src/app/create-app';
import { newKeys } from '../../../src/app/vault/keys';
import { hashPassword } from '../../../src/app/vault/tokens';
import { ReplayOptions } from '../../../src/local/replay/options';
import { prepare } from '../../../src/local/replay/prepare';
import { Look, replay } from '../../../src/local/replay/replay';
import { reportText } from '../../../src/local/replay/report';
import { createDatabase, TestDatabase } from '../../support/database';
import { differences } from '../../support/figures/compare';
import { testFolder } from '../../support/test-folder';
import { weekday, WEEKDAY, weekdayFile } from './weekday';

jest.setTimeout(300_000);

const ROOT = resolve(__dirname, '../../..');
const support = (name: string) => join(__dirname, '../../support/replay', name);
const ODDITIES = support('oddities.txt');
const nothingWrong = {
  sequence: [],
  numbers: [],
  calls: [],
  chain: [],
  rows: [],
  lines: [],
  foretold: [],
};

let database: TestDatabase;
const keys = newKeys();
beforeAll(async () => {
  database = await createDatabase({ empty: true });
});
afterAll(() => database.drop());

const run = async (
  file: string,
  more: Partial<ReplayOptions> & { readonly branch: string },
  look?: Look,
) =>
  replay(
    { file, dispatch: 'file', json: true, ...more },
    await prepare(file),
    database.url,
    keys,
    look,
  );

async function query<T>(text: string, values: readonly unknown[]): Promise<readonly T[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(text, [...values])).rows as T[];
  } finally {
    await client.end();
  }
}

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly said: string;
}

/** Runs the command as npm does. */
const command = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  new Promise<Ended>((done) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'src/local/replay/main.ts', ...args],
      { cwd: ROOT, env: { ...process.env, ...environment }, maxBuffer: 10_000_000 },
      (error, out, said) => done({ code: error ? Number(error.code) : 0, out, said }),
    );
  });

it('replays every oddity without a difference, over 06:00 and into a new day', async () => {
  const report = await run(ODDITIES, { branch: 'odd' });
  expect(report.checks).toEqual(nothingWrong);
  expect(report.ok).toBe(true);
  expect(report.app).toEqual(report.expected);
  expect(report.app.all).toMatchObject({ issued: 29, served: 21, abandoned: 8, waitTotal: 942 });
  expect(report).toMatchObject({
    ignored: { app: 1, expected: 1 },
    contradictory: { app: 5, expected: 5 },
    skipped: { app: 3, expected: 3 },
    advisors: { all: 9, rowsOfASecondAdvisor: 3, rowsWithoutName: 2 },
    closedWithTheDay: 0,
    missed: 0,
  });
  const days = await query<{ body: string }>(
    `
      select body
        from events
       where branch_id = $1 and type in ('DayOpened', 'DayClosed')
       order by seq`,
    ['odd'],
  );
  expect(days.map(({ body }) => (JSON.parse(body) as { fact: object }).fact)).toMatchObject([
    { type: 'DayOpened', day: '1999-01-05' },
    { type: 'DayClosed', day: '1999-01-05' },
    { type: 'DayOpened', day: '1999-01-06' },
    { type: 'DayClosed', day: '1999-01-06' },
    { type: 'DayOpened', day: '1999-01-07' },
  ]);
  const lanes = await query(
    `
      select lane, count(*)::integer as tickets
        from tickets
       where branch_id = $1
       group by lane
       order by lane`,
    ['odd'],
  );
  expect(lanes).toEqual([
    { lane: 'general', tickets: 23 },
    { lane: 'preferential', tickets: 6 },
  ]);
  expect(reportText(report)).toMatch(/No difference\.$/);
});

it('refuses an existing branch: a month needs its own', async () => {
  await expect(run(ODDITIES, { branch: 'odd' })).rejects.toThrow(
    'The database already has a branch odd',
  );
});

it('can let the app decide who is next', async () => {
  const report = await run(ODDITIES, { branch: 'odd-ours', dispatch: 'ours' });
  expect(report.checks).toEqual(nothingWrong);
  expect(report.ok).toBe(true);
  expect(report.app.all.issued).toBe(29);
  expect(report.app.all.served + report.app.all.abandoned + report.closedWithTheDay).toBe(29);
  const rules = await query<{ rule: string }>(
    "select distinct why ->> 'rule' as rule from tickets where branch_id = $1 and why is not null",
    ['odd-ours'],
  );
  expect(rules.map(({ rule }) => rule)).not.toContain('out-of-turn');
});

it("notices a row or an event changed behind the app's back", async () => {
  const { verifyBranch } = await import('../../../src/app/main');
  const { serveBank } = await import('../../../src/local/replay/bank-app');
  const { BankClock } = await import('../../../src/local/replay/clock');
  const app = await serveBank(
    database.url,
    keys,
    new BankClock(Date.parse('1999-02-01T00:00:00Z')),
  );
  try {
    expect(await verifyBranch(app, 'odd')).toEqual({ chain: [], rows: [] });
    await query(
      `
        update tickets
           set ended_at = ended_at + 1000
         where branch_id = $1 and number = 'R01' and day = '1999-01-05'`,
      ['odd'],
    );
    expect((await verifyBranch(app, 'odd')).rows).toEqual([
      expect.stringContaining('the row says'),
    ]);
    await query(
      `
        update events
           set body = replace(body, '"waitMs":50000', '"waitMs":40000')
         where branch_id = $1`,
      ['odd'],
    );
    expect((await verifyBranch(app, 'odd')).chain).toEqual([
      expect.stringContaining('its hash does not follow'),
      expect.stringMatching(/stretch of .*events say .*40000.*the row says .*50000/),
    ]);
  } finally {
    await app.close();
  }
});

/** Every figure of the weekday so far, on every surface. */
async function figuresDiffer(app: App, branch: string): Promise<readonly string[]> {
  const id = `${branch}-supervisor`;
  const password = 'tres tazones de greda';
  await app.operations.saveStaff(
    { kind: 'system', id: 'test' },
    {
      id,
      username: id,
      firstName: 'Sol',
      role: 'supervisor',
      branches: [branch],
      active: true,
      queues: {},
      passwordHash: await hashPassword(password, 4),
    },
  );
  const origin = `http://127.0.0.1:${app.port}`;
  const opened = await fetch(`${origin}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: id, password }),
  });
  const { token } = (await opened.json()) as { readonly token: string };
  return differences({
    databaseUrl: database.url,
    branch,
    day: '1999-01-18',
    timeZone: 'UTC',
    async get(path) {
      const answer = await fetch(origin + path, { headers: { authorization: `Bearer ${token}` } });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return Buffer.from(await answer.arrayBuffer());
    },
  });
}

it('replays a real weekday without a difference, and every figure agrees everywhere', async () => {
  const looked: (readonly string[])[] = [];
  const report = await run(await weekdayFile(), { branch: 'monday' }, async ({ app }, done) => {
    // with people in line, and later
    if (weekday.looks.includes(done)) looked.push(await figuresDiffer(app, 'monday'));
  });
  expect(looked).toEqual([[], []]);
  expect(report.checks.foretold).toEqual([]);
  const { this: ours, LES, HOL } = report.foretold;
  expect(ours.count).toBe(weekday.foretold);
  expect(ours.mae).toBeLessThan(0.85 * Math.min(LES.mae, HOL.mae));
  expect(ours.coverage).toBeGreaterThan(0.6);
  expect(report.checks).toEqual(nothingWrong);
  expect(report.ok).toBe(true);
  expect(report.app).toEqual(report.expected);
  expect(report.app.all).toMatchObject(weekday.all);
}, 900_000);

describe('the command', () => {
  it('starts its own PostgreSQL, and ends with one JSON object', async () => {
    const { code, out } = await command([ODDITIES, '--branch', 'mine', '--json'], {
      DATABASE_URL: '',
    });
    expect(code).toBe(0);
    expect(JSON.parse(out.trim().split('\n').at(-1)!)).toMatchObject({
      branch: 'mine',
      dispatch: 'file',
      ok: true,
      checks: nothingWrong,
    });
  });

  it('refuses up front: a truncated gzip, a wrong header, words instead of times', async () => {
    const folder = await testFolder('replay');
    const whole = await readFile(WEEKDAY);
    const text = await readFile(ODDITIES, 'utf8');
    const refused = async (name: string, content: string | Buffer) => {
      await writeFile(join(folder, name), content);
      const { code, out, said } = await command(
        [join(folder, name), '--branch', 'never', '--json'],
        { DATABASE_URL: database.url },
      );
      expect({ code, out }).toEqual({ code: 2, out: '' });
      return said;
    };
    expect(await refused('cut.tsv.gz', whole.subarray(0, 30_000))).toMatch(
      /cut\.tsv\.gz, line \d+: expected a whole gzip file/,
    );
    expect(await refused('header.txt', text.replace('ser_start', 'start'))).toContain(
      'line 1: expected the header vru+line',
    );
    expect(
      await refused('words.txt', text.replace('7:01:00   7:03:00', 'later   7:03:00')),
    ).toContain('line 2: ser_start is "later", expected a time h:mm:ss');
    expect(await query('select 1 from branches where id = $1', ['never'])).toEqual([]);
  });
});
