import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { Browser, BrowserContext, Page } from 'playwright-core';
import { USER } from '../../../src/local/postgres/initdb';
import { writeGallery } from '../../loop/gallery';
import { launchChromium } from '../../support/chromium';
import { migratedFolder } from '../../support/migrated-folder';
import { launchCompiled, ready, Started } from '../../support/npm-start';
import { holdBack } from '../../support/slow-network';
import { SHOTS } from './look';
import { withoutNetwork } from './other-language';

export { axe, look, shot } from './look';

/** The real app with its demo bank, and a real Chromium: what a person would see. */

export const sizes = {
  kiosk: { width: 1080, height: 1920 },
  kioskWide: { width: 1920, height: 1080 },
  tablet: { width: 1280, height: 800 },
  display: { width: 1920, height: 1080 },
  advisor: { width: 1366, height: 768 },
  supervisor: { width: 1920, height: 1080 },
  phone: { width: 360, height: 740 },
} as const;
/** How long a page may take on a busy machine to show what a test awaits, ms. */
const PATIENCE_MS = 60_000;

export interface OpenOptions {
  readonly size?: { readonly width: number; readonly height: number };
  readonly dark?: boolean;
  readonly english?: boolean;
  readonly still?: boolean;
  readonly touch?: boolean;
  /** The browser's time zone. */
  readonly zone?: string;
  /** Runs in the page before its own scripts. */
  readonly first?: () => void;
}

const commandBy = (token: string | undefined) => ({
  Authorization: `Bearer ${token}`,
  'Content-Type': 'application/json',
  'Idempotency-Key': crypto.randomUUID(),
});

export class World {
  private readonly contexts: BrowserContext[] = [];
  /** How many were open when the test began. */
  private before = 0;
  /** What pages reported: script errors and content policy violations. */
  readonly complaints: string[] = [];

  private constructor(
    private app: Started,
    readonly browser: Browser,
  ) {}

  /** @param environment what `npm start` finds in its environment */
  static async open(environment: NodeJS.ProcessEnv = {}): Promise<World> {
    await mkdir(SHOTS, { recursive: true });
    const folder = await migratedFolder('pages');
    const app = launchCompiled(folder, [], environment);
    return new World(await ready(folder, app), await launchChromium());
  }

  get url() {
    return this.app.url;
  }

  /** Pages that are open now, before a test, stay open after it. */
  beginTest(): void {
    this.before = this.contexts.length;
  }

  /**
   * Closes the pages that the test opened, none of which complained. Pages that stay open go on
   * drawing and asking, which takes the processor from the tests after it.
   */
  async endTest(): Promise<void> {
    await this.closePages(this.before);
    expect(this.complaints.splice(0)).toEqual([]);
  }

  private async closePages(after: number): Promise<void> {
    for (const context of this.contexts.splice(after)) await context.close();
  }

  async close(): Promise<void> {
    await this.closePages(0);
    await this.browser.close();
    await this.stopApp();
    await writeGallery(SHOTS);
  }

  /** Ends the app and its servers; pages stay open. */
  async stopApp(): Promise<void> {
    this.app.process.kill('SIGTERM');
    await this.app.ended;
  }

  /** Restarts the same bank at the same address. */
  async startAgain(): Promise<void> {
    const { folder } = this.app;
    this.app = await ready(folder, launchCompiled(folder, [], { PORT: new URL(this.url).port }));
  }

  /** Moves the opening of every session this far back. */
  async sessionsAreOlder(minutes: number): Promise<void> {
    const client = await this.database('ticketero');
    try {
      await client.query('update sessions set expires_at = expires_at - $1', [minutes * 60_000]);
    } finally {
      await client.end();
    }
  }

  /** Makes the bank's database refuse connections and end present ones, or accept them again. */
  async takesConnections(takes: boolean): Promise<void> {
    const client = await this.database('postgres');
    try {
      const { rows } = await client.query<{ name: string }>(
        "select datname as name from pg_database where datname like 'ticketero%'",
      );
      for (const { name } of rows) {
        await client.query(`alter database ${name} allow_connections ${String(takes)}`);
      }
      if (takes) return;
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname like 'ticketero%' and backend_type = 'client backend'`,
      );
    } finally {
      await client.end();
    }
  }

  /** From now on requests of this member of staff use their own password. */
  has(username: string, password: string): void {
    this.tokens.set(username, this.token('/api/sessions', { username, password }));
  }

  /** A statement on the bank's own database, for pages that show what takes the app many days. */
  async sql(text: string, values: readonly unknown[]): Promise<void> {
    const client = await this.database('ticketero');
    try {
      await client.query(text, [...values]);
    } finally {
      await client.end();
    }
  }

  private async database(name: string): Promise<Client> {
    const folder = join(this.app.folder, 'postgres');
    const port = (await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')[3];
    const client = new Client({
      host: '127.0.0.1',
      port: Number(port),
      user: USER,
      password: (await readFile(join(folder, 'password'), 'utf8')).trim(),
      database: name,
    });
    await client.connect();
    return client;
  }

  /** A request to the API as staff, with their own session. */
  async asStaff<T>(
    username: string,
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    if (!this.tokens.has(username)) {
      this.tokens.set(username, this.token('/api/sessions', { username, password: 'demo' }));
    }
    const response = await fetch(this.url + path, {
      method,
      headers: { ...commandBy(await this.tokens.get(username)), ...headers },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${method} ${path} answered ${response.status} ${await response.text()}`);
    }
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  async open(
    path: string,
    { size = sizes.advisor, dark, english, still, touch, zone, first }: OpenOptions = {},
  ): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: size,
      colorScheme: dark ? 'dark' : 'light',
      locale: english ? 'en-GB' : 'es-CL',
      reducedMotion: still ? 'reduce' : 'no-preference',
      hasTouch: touch ?? false,
      timezoneId: zone,
    });
    this.contexts.push(context);
    context.setDefaultTimeout(PATIENCE_MS);
    if (first) await context.addInitScript(first);
    await holdBack(context);
    await withoutNetwork(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.complaints.push(`${path}: ${error.message}`));
    page.on('console', (message) => {
      if (
        message.type() === 'error' &&
        !/Failed to load resource|WebSocket connection/.test(message.text())
      ) {
        this.complaints.push(`${path}: ${message.text()}`);
      }
    });
    await page.goto(path.startsWith('http') ? path : this.url + path);
    return page;
  }

  /** A page signed in by the demo's link. */
  staff(username: string, options?: OpenOptions): Promise<Page> {
    return this.open(this.app.links[username], options);
  }

  kiosk(branch = '1', options: OpenOptions = {}): Promise<Page> {
    return this.open(`/kiosk#enrol=kiosk-${branch}`, {
      size: sizes.kiosk,
      touch: true,
      ...options,
    });
  }

  display(branch = '1', options: OpenOptions = {}): Promise<Page> {
    return this.open(`/display#enrol=display-${branch}`, { size: sizes.display, ...options });
  }

  /** Issues a ticket through the API, as the branch's kiosk. */
  async issue(
    queue: string,
    { branch = '1', ...more }: { branch?: string; lane?: string; nationalId?: string } = {},
  ): Promise<{ readonly id: string; readonly number: string; readonly page: string }> {
    const kiosk = `kiosk-${branch}`;
    if (!this.tokens.has(kiosk)) {
      this.tokens.set(kiosk, this.token('/api/devices/enrol', { code: kiosk }));
    }
    const response = await fetch(`${this.url}/api/branches/${branch}/tickets`, {
      method: 'POST',
      headers: commandBy(await this.tokens.get(kiosk)),
      body: JSON.stringify({ queue, ...more }),
    });
    if (response.status !== 201) {
      throw new Error(`issuing answered ${response.status} ${await response.text()}`);
    }
    const { ticket, key } = (await response.json()) as {
      ticket: { id: string; number: string };
      key: string;
    };
    return { id: ticket.id, number: ticket.number, page: `/t#${key}` };
  }

  private readonly tokens = new Map<string, Promise<string>>();
  private async token(path: string, body: object): Promise<string> {
    const response = await fetch(this.url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return ((await response.json()) as { token: string }).token;
  }
}

/** Types a RUT on the kiosk's pad. */
export async function typeRut(kiosk: Page, rut: string): Promise<void> {
  for (const key of rut.replace('-', '')) {
    await kiosk.locator('.pad .key', { hasText: new RegExp(`^${key}$`) }).click();
  }
}
