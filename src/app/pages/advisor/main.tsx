import { startPage } from '../shared/start-page';
import { forRoles } from '../shared/staff-page';
import { Advisor } from './advisor';
import './advisor.css';

void startPage(forRoles(['advisor', 'supervisor'], Advisor));
