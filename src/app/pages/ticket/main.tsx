import { startPage } from '../shared/look/start-page';
import { TicketPage } from './ticket';
import './ticket.css';

void startPage(TicketPage);
// Extra, never needed: without it the page works while there is a network.
navigator.serviceWorker
  ?.register('/ticket-worker.js', { scope: '/t' })
  .catch((error: Error) => console.info('not kept for later:', error.name));
