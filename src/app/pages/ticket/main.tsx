import { keepFocus } from '../shared/look/keep-focus';
import { startPage } from '../shared/look/start-page';
import { cameAsKept } from '../shared/look/wear';
import { TicketPage } from './ticket';
import './ticket.css';

keepFocus();
void startPage(TicketPage);
navigator.serviceWorker?.addEventListener('message', (event) => {
  const told = event.data as { readonly cameAsKept?: string };
  if (told.cameAsKept) cameAsKept(told.cameAsKept);
});
// Optional: with a network, the page works without it.
navigator.serviceWorker
  ?.register('/ticket-worker.js', { scope: '/t' })
  .then(() => navigator.serviceWorker.ready)
  .then(({ active }) => {
    const keep = (loaded: PerformanceEntryList) => {
      const names = loaded
        .map(({ name }) => name)
        .filter((name) => /^\/(assets|api\/face)\//.test(new URL(name).pathname));
      if (names.length > 0) active?.postMessage({ keep: names });
    };
    // files loaded so far, and later ones: the branch's face, another language
    new PerformanceObserver((list) => keep(list.getEntries())).observe({
      type: 'resource',
      buffered: true,
    });
  })
  .catch((error: Error) => console.info('not kept for later:', error.name));
