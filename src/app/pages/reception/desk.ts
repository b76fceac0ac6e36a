import { signal } from '@preact/signals';
import type { DisplayFrame } from '../../wire/frames';
import type { Directory } from '../../wire/settings';
import type { ListedTicket } from '../../wire/tickets';
import type { DisplayView } from '../../wire/views';
import { ApiProblem, call, command } from '../shared/api/api';
import { readDirectory } from '../shared/api/directory';
import { Link, openLink } from '../shared/api/link';
import { asStaff, followEnd, sessionHolds } from '../shared/api/session';
import { SearchInput } from './sought';

const RETRY_MS = 3000;
/** How often found tickets are read again, at most, while events come, ms. */
const AGAIN_MS = 1000;

/** What came of a press. */
export type DeskNotice = { readonly good: boolean; readonly words: string };

/** The desk of one branch: its names, who is being called, and the tickets that were found. */
export class Desk {
  readonly directory = signal<Directory | undefined>(undefined);
  readonly view = signal<DisplayView | undefined>(undefined);
  /** Undefined until something was searched for. */
  readonly found = signal<readonly ListedTicket[] | undefined>(undefined);
  readonly link: Link;
  private readonly unwatch: () => void;
  private timer = 0;
  private again = 0;
  private stopped = false;

  constructor(readonly branch: string) {
    this.link = openLink<DisplayFrame>({
      branch,
      view: 'display',
      take: (frame) => {
        const before = this.view.value?.configured;
        this.view.value = frame.data;
        this.soonAgain();
        // so that a closed queue is not offered
        if (before !== undefined && before !== frame.data.configured) void this.readNames();
      },
      stillMe: () => sessionHolds(branch),
    });
    this.unwatch = followEnd(this.link);
    void this.readNames();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    clearTimeout(this.again);
    this.unwatch();
    this.link.stop();
  }

  /** Throws `ApiProblem`. */
  async find(input: SearchInput): Promise<readonly ListedTicket[]> {
    const found = await asStaff(() => this.ask(input));
    this.found.value = found;
    return found;
  }

  /** Puts one ticket before the others, as it is now. */
  async show(number: string): Promise<void> {
    const [ticket] = await this.ofNumber(number);
    const others = (this.found.value ?? []).filter((each) => each.number !== number);
    this.found.value = ticket ? [ticket, ...others] : others;
  }

  private ask(input: SearchInput): Promise<readonly ListedTicket[]> {
    if (input.as === 'number') return this.ofNumber(input.number);
    const { as: _, ...body } = input;
    return command('POST /api/branches/:branch/tickets/find', {
      params: { branch: this.branch },
      body,
    });
  }

  /** People say `c5` for C05: the server knows how it is written. */
  private async ofNumber(typed: string): Promise<readonly ListedTicket[]> {
    const params = { branch: this.branch, number: typed };
    try {
      const { number } = await call('GET /api/branches/:branch/tickets/:number', { params });
      return await call('GET /api/branches/:branch/tickets', {
        params: { branch: this.branch },
        query: { number },
      });
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 404) return [];
      throw error;
    }
  }

  private soonAgain() {
    if (this.again || !this.found.value?.length) return;
    this.again = window.setTimeout(() => void this.readFoundAgain(), AGAIN_MS);
  }

  private async readFoundAgain() {
    const shown = this.found.value ?? [];
    try {
      const now = await Promise.all(shown.map(({ number }) => this.ofNumber(number)));
      if (this.found.value === shown) this.found.value = now.flat();
    } catch (error) {
      // Not reached or busy: what is shown stays, and the top bar shows the lost connection.
      if (!(error instanceof ApiProblem)) throw error;
    } finally {
      this.again = 0;
    }
  }

  private async readNames() {
    clearTimeout(this.timer);
    try {
      this.directory.value = await asStaff(() => readDirectory(this.branch));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (!this.stopped) this.timer = window.setTimeout(() => void this.readNames(), RETRY_MS);
    }
  }
}
