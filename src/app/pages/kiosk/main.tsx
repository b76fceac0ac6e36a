import { startPage } from '../shared/start-page';
import { Kiosk } from './kiosk';
import { printerKind } from './print/printers';
import './kiosk.css';

printerKind(); // before enrolment takes the address's part after # away
document.addEventListener('contextmenu', (event) => event.preventDefault());
void startPage(Kiosk, { language: 'es' });
