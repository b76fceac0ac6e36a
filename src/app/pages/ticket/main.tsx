import { startPage } from '../shared/start-page';
import { TicketPage } from './ticket';
import './ticket.css';

void startPage(TicketPage);
