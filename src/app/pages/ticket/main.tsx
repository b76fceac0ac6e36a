import { startPage } from '../shared/look/start-page';
import { TicketPage } from './ticket';
import './ticket.css';

void startPage(TicketPage);
// An extra: with a network, the page works without it.
navigator.serviceWorker
  ?.register('/ticket-worker.js', { scope: '/t' })
  .catch((error: Error) => console.info('not kept for later:', error.name));
