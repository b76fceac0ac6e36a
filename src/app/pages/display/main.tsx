import { startPage } from '../shared/look/start-page';
import { Display } from './display';
import { thisPanel } from './panel';
import './display.css';
import './burst.css';
import './strip.css';

void startPage(Display, { language: thisPanel().language }); // before enrolment clears the address
