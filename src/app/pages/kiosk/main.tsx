import { startPage } from '../shared/look/start-page';
import { Kiosk } from './kiosk';
import { printerChoice } from './print/printers';
import './kiosk.css';
import './entry.css';
import './result.css';
import './print/paper.css';
import './senses.css';

printerChoice(); // before enrolment clears the address's part after #
document.addEventListener('contextmenu', (event) => event.preventDefault());
void startPage(Kiosk, { language: 'es' });
