import { startPage } from '../shared/start-page';
import { Kiosk } from './kiosk';
import './kiosk.css';

document.addEventListener('contextmenu', (event) => event.preventDefault());
void startPage(Kiosk, { language: 'es' });
