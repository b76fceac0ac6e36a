import { Advisor } from './advisor';
import { forRoles } from '../shared/look/staff-page';
import { startPage } from '../shared/look/start-page';
import './advisor.css';

void startPage(forRoles(['advisor', 'supervisor'], Advisor));
