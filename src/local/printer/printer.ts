import { NotUnderstood, readStar, StarPaper } from './star-paper';

export interface PrinterOptions {
  /** What people enter in a printer's settings: URL, user, password. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Interval between polls. */
  readonly everyMs: number;
  /** How long printing a slip takes. */
  readonly printMs: number;
  /** The media type it prefers among those offered. */
  readonly media: readonly string[];
  /** Called when paper comes out, with the received bytes and what is printed on it. */
  readonly out: (bytes: Buffer, paper: StarPaper) => void;
  readonly say: (line: string) => void;
}

/** Faults of the printer. `silent`: switched off or disconnected. */
export interface Trouble {
  paperOut: boolean;
  coverOpen: boolean;
  silent: boolean;
  losesConfirmation: boolean;
}

const MAC = '00:11:62:00:00:01';
/** A confirmation that gets no answer is sent again. */
const CONFIRM_TRIES = 3;

interface Polled {
  readonly jobReady: boolean;
  readonly mediaTypes?: readonly string[];
  readonly jobToken?: string;
  readonly clientAction?: readonly { readonly request: string }[] | null;
}

/** A printer that implements the client side of Star CloudPRNT over HTTP. */
export class PollingPrinter {
  private readonly trouble: Trouble = {
    paperOut: false,
    coverOpen: false,
    silent: false,
    losesConfirmation: false,
  };
  private actions: readonly { readonly request: string }[] = [];
  private connected = false;
  private complaint = '';
  /** Whether something went wrong since the current slip began. */
  private interrupted = false;
  private ended = false;
  private wake: () => void = () => undefined;

  constructor(private readonly options: PrinterOptions) {}

  /** Sets or clears faults. */
  turn(change: Partial<Trouble>): void {
    Object.assign(this.trouble, change);
    if (!this.status.startsWith('200')) this.interrupted = true;
    if (this.trouble.silent) this.connected = false;
  }

  /** Polls until `end` is called. */
  async run(): Promise<void> {
    while (!this.ended) {
      if (!this.trouble.silent) await this.poll();
      await this.pause(this.options.everyMs);
    }
  }

  end(): void {
    this.ended = true;
    this.wake();
  }

  private get status(): string {
    if (this.trouble.coverOpen) return '420 Cover open';
    return this.trouble.paperOut ? '410 Out of paper' : '200 OK';
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private request(
    method: string,
    query: Readonly<Record<string, string>> | undefined,
    body?: object,
  ): Promise<Response | undefined> {
    const { url, user, password } = this.options;
    return fetch(
      url +
        (query
          ? `?${Object.entries(query)
              .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
              .join('&')}`
          : ''),
      {
        method,
        redirect: 'error',
        headers: {
          Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
          'User-Agent': 'Ticketero test printer (CloudPRNT)',
          ...(body
            ? { 'Content-Type': 'application/json' }
            : { 'X-Star-Accept-Codepages': 'utf-8,us-ascii', 'X-Star-Print-Width': '72.0' }),
        },
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout(15_000),
      },
    ).catch((error: Error) => {
      this.complain(`UNREACHED ${error.name}`);
      return undefined;
    });
  }

  /** Reports a line once while it stays the same. */
  private complain(what: string): void {
    if (what !== this.complaint) this.options.say(what);
    this.complaint = what;
  }

  private async post(busy: boolean): Promise<Polled | undefined> {
    const { everyMs, say } = this.options;
    const clientAction = this.actions.map(({ request }) => ({
      request,
      result: request === 'GetPollInterval' ? String(Math.max(1, Math.ceil(everyMs / 1000))) : '',
    }));
    const response = await this.request('POST', undefined, {
      printerMAC: MAC,
      statusCode: encodeURIComponent(this.status),
      printingInProgress: busy,
      clientAction: clientAction.length ? clientAction : null,
    });
    if (!response?.ok) {
      this.connected = false;
      if (response) this.complain(`REFUSED ${response.status}`);
      return undefined;
    }
    if (!this.connected && !this.trouble.silent) say('CONNECTED');
    this.connected = !this.trouble.silent;
    this.complaint = '';
    const polled = (await response.json()) as Polled;
    this.actions = polled.clientAction ?? [];
    return polled;
  }

  private async poll(): Promise<void> {
    const polled = await this.post(false);
    // A printer with an error does not ask for jobs.
    if (!polled?.jobReady || !this.status.startsWith('200')) return;
    const token = polled.jobToken;
    const about = { mac: MAC, ...(token ? { token } : {}) };
    const type = this.options.media.find((each) => polled.mediaTypes?.includes(each));
    if (!type) return this.confirm(about, '510 Incompatible media type');
    const response = await this.request('GET', { ...about, type });
    if (!response?.ok) return this.confirm(about, '520 Download failed');
    const bytes = Buffer.from(await response.arrayBuffer());
    this.options.say(`FETCHED ${token} ${response.headers.get('content-type')} ${bytes.length}`);
    await this.print(about, type, bytes);
  }

  private async print(
    about: Readonly<Record<string, string>>,
    type: string,
    bytes: Buffer,
  ): Promise<void> {
    let paper: StarPaper;
    try {
      paper =
        type === 'text/plain'
          ? { lines: bytes.toString('utf8').split('\n'), codes: [], cuts: 1 }
          : readStar(bytes);
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
      this.options.say(`NOT UNDERSTOOD ${error.message}`);
      return this.confirm(about, '511 Media decoding error');
    }
    this.interrupted = false;
    await this.busy();
    if (this.ended) return;
    // The paper ran out during the slip, which is lost even if there is paper again by now.
    if (this.interrupted) return;
    this.options.out(bytes, paper);
    if (this.trouble.losesConfirmation) {
      this.trouble.losesConfirmation = false;
      this.options.say('CONFIRMATION LOST');
      return;
    }
    await this.confirm(about, '200 OK');
  }

  /** Keeps polling while it prints, as current firmware does. */
  private async busy(): Promise<void> {
    for (
      const until = Date.now() + this.options.printMs;
      !this.ended && Date.now() < until && this.status.startsWith('200');
    ) {
      await this.pause(Math.max(1, Math.min(this.options.everyMs, until - Date.now())));
      if (Date.now() < until && !this.trouble.silent) await this.post(true);
    }
  }

  private async confirm(about: Readonly<Record<string, string>>, code: string): Promise<void> {
    for (let attempt = 0; attempt < CONFIRM_TRIES && !this.ended; attempt += 1) {
      const response = await this.request('DELETE', {
        code,
        ...about,
        ...(attempt ? { retry: String(attempt) } : {}),
      });
      if (response?.ok) {
        this.options.say(`CONFIRMED ${code}`);
        return;
      }
      await this.pause(this.options.everyMs);
    }
  }
}
