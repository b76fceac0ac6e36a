import { startPage } from '../shared/look/start-page';
import { TicketPage } from './ticket';
import './ticket.css';

void startPage(TicketPage);
// An extra: with a network, the page works without it.
navigator.serviceWorker
  ?.register('/ticket-worker.js', { scope: '/t' })
  .then(() => navigator.serviceWorker.ready)
  .then(({ active }) => {
    const keep = performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => new URL(name).pathname.startsWith('/assets/'));
    active?.postMessage({ keep });
  })
  .catch((error: Error) => console.info('not kept for later:', error.name));
