import { startPage } from '../shared/look/start-page';
import { Kiosk } from './kiosk';
import { printerChoice } from './print/printers';
import './kiosk.css';

printerChoice(); // before enrolment takes the address's part after # away
document.addEventListener('contextmenu', (event) => event.preventDefault());
void startPage(Kiosk, { language: 'es' });
