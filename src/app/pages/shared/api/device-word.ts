import { signal } from '@preact/signals';
import type { DeviceWordBody } from '../../../wire/devices';
import { ApiProblem, call, newKey } from './api';
import type { Link } from './link';

/** How the last print of this page ended: `ok`, or why nothing came out. */
export const lastPaper = signal<string | undefined>(undefined);
/**
 * Until when this page ignores presses because somebody wipes it; 0 = not. Measured by how long the
 * page has been open, since correcting the clock could otherwise make it deaf for hours.
 */
export const cleaningUntil = signal(0);

const EVERY_MS = 10_000;
const CLEANING_MS = 60_000;
const CUTS_MS = 10 * 60_000;
const DONE = 'ticketero.order';

/** This page's own name while it is open, which tells two pages of one device apart. */
const page = newKey();

/** The build's name for this page's script. */
const version = () =>
  /-([\w-]+)\.js$/
    .exec(document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src ?? '')?.[1]
    .slice(0, 40) ?? 'dev';

/** Reports every ten seconds that this page is alive, and does what the answer asks. */
export function sayWords(branch: string, link: Link): () => void {
  let timer = 0;
  let stopped = false;
  let rttMs: number | undefined;
  let cuts: number[] = [];
  const unwatch = link.state.subscribe((state) => {
    if (state === 'lost') cuts.push(performance.now());
  });
  const word = (): DeviceWordBody => ({
    page,
    version: version(),
    cuts: cuts.length,
    ...(lastPaper.value === undefined ? {} : { paper: lastPaper.value }),
    ...(rttMs === undefined ? {} : { rttMs }),
  });
  const say = async () => {
    const began = performance.now();
    cuts = cuts.filter((at) => began - at < CUTS_MS);
    try {
      const { order } = await call('PUT /api/branches/:branch/devices/me', {
        params: { branch },
        body: word(),
      });
      rttMs = Math.min(600_000, Math.round(performance.now() - began));
      if (order) obey(order);
    } catch (error) {
      // Not reached or busy: the missing report shows it. An unknown device is handled elsewhere.
      if (!(error instanceof ApiProblem)) throw error;
    }
    if (!stopped) timer = window.setTimeout(() => void say(), EVERY_MS);
  };
  void say();
  return () => {
    stopped = true;
    clearTimeout(timer);
    unwatch();
  };
}

/** Obeys each order once, even across a reload. */
function obey({ id, what }: { readonly id: string; readonly what: 'reload' | 'clean' }): void {
  if (sessionStorage.getItem(DONE) === id) return;
  sessionStorage.setItem(DONE, id);
  if (what === 'reload') location.reload();
  else cleaningUntil.value = performance.now() + CLEANING_MS;
}
