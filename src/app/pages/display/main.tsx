import { startPage } from '../shared/start-page';
import { Display } from './display';
import './display.css';

void startPage(Display, { language: 'es' });
