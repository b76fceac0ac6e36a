import { Browser } from 'playwright-core';
import { endIfInterrupted } from '../src/local/machine/interrupts';
import { launchChromium } from '../test/support/chromium';
import { launch, ready, Started } from '../test/support/npm-start';
import type { Bench } from './main';
import { inFolder, withProgram } from './with-us';

/**
 * Bytes over the wire and first contentful paint of each page on its first visit, in a real
 * Chromium; fast, and as a phone on a slow network.
 */

interface Line {
  readonly page: string;
  readonly bytes: number;
  readonly requests: number;
  readonly paintMs: number;
  readonly slowPaintMs: number;
}

/** A phone on 3G: what Lighthouse calls slow 4G, in bytes per second and ms. */
const SLOW = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};
const SLOW_CPU = 4;
/** The customer's page is opened once, by link, on a phone: it has a budget. */
const TICKET_BUDGET = 60_000;

async function visit(browser: Browser, url: string, slow: boolean) {
  const context = await browser.newContext({
    locale: 'es-CL',
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  if (slow) {
    await cdp.send('Network.emulateNetworkConditions', SLOW);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
  }
  let bytes = 0;
  let requests = 0;
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  const paint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
  );
  await context.close();
  return { bytes, requests, paint };
}

async function ticketLink(app: Started): Promise<string> {
  const post = (path: string, body: object, headers: object = {}) =>
    fetch(app.url + path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': crypto.randomUUID(),
        ...headers,
      },
      body: JSON.stringify(body),
    });
  const { token } = (await (await post('/api/devices/enrol', { code: 'kiosk-1' })).json()) as {
    token: string;
  };
  const { key } = (await (
    await post('/api/branches/1/tickets', { queue: 'caja' }, { Authorization: `Bearer ${token}` })
  ).json()) as { key: string };
  return `/t#${key}`;
}

export const bench: Bench = {
  about:
    'Pages: bytes on the first visit and first contentful paint, in Chromium (slow: 1.6 ' +
    'Mbit/s, 150 ms, a processor four times slower)',
  run: (say) =>
    inFolder('bench-pages', (folder) =>
      withProgram(launch(folder), 'SIGTERM', async (child) => {
        const app = await ready(folder, child);
        const browser = await launchChromium(OURS);
        const close = () => browser.close();
        const forget = endIfInterrupted(close);
        try {
          return await measured(app, browser, say);
        } finally {
          await close();
          forget();
        }
      }),
    ),
};

/** We handle signals ourselves, so that everything stops in order. */
const OURS = { handleSIGHUP: false, handleSIGINT: false, handleSIGTERM: false };

async function measured(app: Started, browser: Browser, say: (line: string) => void) {
  const pages: readonly (readonly [string, string])[] = [
    ['ticket', app.url + (await ticketLink(app))],
    ['kiosk', `${app.url}/kiosk#enrol=kiosk-1`],
    ['display', `${app.url}/display#enrol=display-1`],
    ['advisor', app.links['advisor-1']],
    ['supervisor', app.links['supervisor-1']],
    ['admin', app.links['admin-1']],
    ['sign-in', `${app.url}/sign-in`],
  ];
  await visit(browser, pages[0][1], false); // the first visit pays for starting the browser
  const lines: Line[] = [];
  say('page        kB  requests  paint ms  slow paint ms');
  for (const [page, url] of pages) {
    const fast = await visit(browser, url, false);
    const slow = await visit(browser, url, true);
    lines.push({
      page,
      bytes: fast.bytes,
      requests: fast.requests,
      paintMs: Math.round(fast.paint),
      slowPaintMs: Math.round(slow.paint),
    });
    say(
      `${page.padEnd(10)} ${(fast.bytes / 1000).toFixed(1).padStart(5)} ` +
        `${String(fast.requests).padStart(9)} ${fast.paint.toFixed(0).padStart(9)} ` +
        `${slow.paint.toFixed(0).padStart(14)}`,
    );
  }
  const ticket = lines.find((line) => line.page === 'ticket')!;
  say(
    `\nThe customer's page has ${(TICKET_BUDGET / 1000).toFixed(0)} kB: ` +
      `${ticket.bytes < TICKET_BUDGET ? 'kept' : 'NOT kept'} ` +
      `(${(ticket.bytes / TICKET_BUDGET).toFixed(2)} of it).`,
  );
  return {
    pages: lines,
    ticketBudget: TICKET_BUDGET,
    withinBudget: ticket.bytes < TICKET_BUDGET,
  };
}
