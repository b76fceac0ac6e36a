import { forRoles } from '../shared/look/staff-page';
import { startPage } from '../shared/look/start-page';
import { Advisor } from './advisor';
import './advisor.css';
import './desk.css';
import './turn.css';
import './counter-choice.css';

void startPage(forRoles(['advisor', 'supervisor'], Advisor));
