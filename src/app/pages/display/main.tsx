import { startPage } from '../shared/look/start-page';
import { Display } from './display';
import './display.css';

void startPage(Display, { language: 'es' });
