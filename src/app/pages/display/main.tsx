import { Display } from './display';
import { startPage } from '../shared/start-page';
import './display.css';

void startPage(Display, { language: 'es' });
