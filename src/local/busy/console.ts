import { setTimeout as pause } from 'node:timers/promises';
import type { AdvisorFrame, PongFrame } from '../../app/wire/frames';
import type { AdvisorView } from '../../app/wire/views';
import { PATHS } from '../../contract';
import { Session } from './session';

/** Pause before reconnecting a closed socket, ms. */
const AGAIN_MS = 2000;
/** The server's close code for an ended session. */
const UNAUTHORIZED = 4401;

/**
 * An advisor's live console. The app considers an advisor present while one is open. It reconnects
 * until it is closed.
 */
export class Console {
  /**
   * What it shows; undefined while it is not connected, null for somebody who was never on duty at
   * the branch.
   */
  view: AdvisorView | null | undefined;
  private opened: AbortController | undefined;
  private waiting: (() => void)[] = [];

  constructor(
    private readonly session: Session,
    private readonly address: { readonly origin: string; readonly branch: string },
    private readonly trouble: (error: unknown) => void,
  ) {}

  open(): void {
    if (this.opened) return;
    this.opened = new AbortController();
    void this.keep(this.opened.signal);
  }

  close(): void {
    this.opened?.abort();
    this.opened = undefined;
    this.show(undefined);
  }

  /** Resolves with the next change of what it shows, or after `withinMs`. */
  async changed(withinMs: number): Promise<void> {
    const done = new AbortController();
    const change = new Promise<void>((resolve) => {
      this.waiting.push(resolve);
    });
    await Promise.race([
      change,
      pause(withinMs, undefined, { signal: done.signal }).catch(() => undefined),
    ]);
    done.abort();
  }

  private async keep(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.watch(signal).catch(this.trouble);
      if (signal.aborted) return;
      this.show(undefined);
      await pause(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Resolves when the socket closes, from either side. */
  private async watch(signal: AbortSignal): Promise<void> {
    const { origin, branch } = this.address;
    const headers = { Authorization: await this.session.authorization() };
    if (signal.aborted) return;
    const socket = new WebSocket(
      `${origin.replace(/^http/, 'ws')}${PATHS.socket}?branch=${branch}&view=advisor`,
      { headers },
    );
    const hangUp = () => socket.close();
    signal.addEventListener('abort', hangUp);
    await new Promise<void>((resolve) => {
      socket.addEventListener('message', ({ data }) => {
        const frame = JSON.parse(String(data)) as AdvisorFrame | PongFrame;
        if (frame.kind === 'state' && !signal.aborted) this.show(frame.data);
      });
      socket.addEventListener('close', ({ code }) => {
        if (code === UNAUTHORIZED) this.session.forget();
        resolve();
      });
      socket.addEventListener('error', () => resolve());
    });
    signal.removeEventListener('abort', hangUp);
  }

  private show(view: AdvisorView | null | undefined): void {
    this.view = view;
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
