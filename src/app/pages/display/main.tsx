import { Display } from './display';
import { startPage } from '../shared/look/start-page';
import './display.css';

void startPage(Display, { language: 'es' });
