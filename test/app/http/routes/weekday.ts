import { Client } from 'pg';
import { AppOptions } from '../../../../src/app/create-app';
import { differences } from '../../../support/figures/compare';
import { elapse } from '../../../support/wait';
import { openStage, Stage } from '../stage';

/** The columns of a report's line that a test keeps, by name. */
type Row = Readonly<Record<string, string | number | boolean | null>>;

/** A bank on a weekday at noon in Santiago. Its clock moves only when a test moves it. */
export class Weekday {
  readonly day = '2026-11-25';
  now = Date.parse('2026-11-25T15:00:00Z');

  private constructor(
    readonly stage: Stage,
    readonly supervisor: string,
  ) {}

  static async open(options: Partial<AppOptions> = {}): Promise<Weekday> {
    let weekday: Weekday | undefined;
    const start = Date.parse('2026-11-25T15:00:00Z');
    const stage = await openStage({ ...options, clock: () => weekday?.now ?? start });
    weekday = new Weekday(stage, await stage.staff('supervisor-1'));
    return weekday;
  }

  after(seconds: number) {
    this.now += seconds * 1000;
  }

  async report(
    name: string,
    branch = '1',
    filters: Readonly<Record<string, string | number | undefined>> = {},
  ): Promise<readonly Row[]> {
    const { columns, rows } = await this.stage.call('GET /api/branches/:branch/reports/:report', {
      params: { branch, report: `${name}.json` },
      query: { from: this.day, to: this.day, ...filters },
      as: this.supervisor,
    });
    return rows.map((row) => Object.fromEntries(row.map((value, at) => [columns[at], value])));
  }

  /** Differences between the figures of a branch's day on all surfaces. */
  async differences(
    branch: string,
    staff: readonly string[],
    day = this.day,
    tokenOf = this.stage.staff,
  ): Promise<readonly string[]> {
    const { stage, supervisor } = this;
    return differences({
      databaseUrl: stage.databaseUrl,
      branch,
      day,
      timeZone: 'America/Santiago',
      async get(path) {
        const ask = () =>
          fetch(`http://127.0.0.1:${stage.app.port}${path}`, {
            headers: { authorization: supervisor },
          });
        let answer = await ask();
        // a slow machine may take longer over the reports before this one
        for (let tries = 0; answer.status === 503 && tries < 3; tries += 1) {
          await elapse(Number(answer.headers.get('retry-after')) * 1000);
          answer = await ask();
        }
        if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
        return Buffer.from(await answer.arrayBuffer());
      },
      consoles: Object.fromEntries(
        staff.map((who) => [
          who,
          async () =>
            stage.call('GET /api/branches/:branch/advisors/me', {
              params: { branch },
              as: await tokenOf(who),
            }),
        ]),
      ),
    });
  }

  /** A connection of the test's own, behind the app's back. */
  async inDatabase<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: this.stage.databaseUrl });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async floor(branch = '1') {
    const { stage, supervisor: as } = this;
    return (await stage.call('GET /api/branches/:branch/floor', { params: { branch }, as })).view;
  }
}
