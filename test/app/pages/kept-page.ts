import { Page } from 'playwright-core';
import { until } from '../../support/wait';

/**
 * Waits until the worker has cached what the visit loaded: the shell, its files, the bank's face.
 */
export const kept = (phone: Page) =>
  until(
    () =>
      phone.evaluate(async () => {
        const pathOf = (url: string) => new URL(url).pathname;
        const shell = await caches.open('ticketero-shell-1');
        const there = new Set((await shell.keys()).map(({ url }) => pathOf(url)));
        const loaded = performance.getEntriesByType('resource').map(({ name }) => pathOf(name));
        const named = loaded.filter((path) => /^\/(assets|api\/face)\//.test(path));
        return ['/t', ...named].every((path) => there.has(path));
      }),
    'the worker has kept the page',
  );
