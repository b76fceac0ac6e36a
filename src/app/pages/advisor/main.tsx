import { Advisor } from './advisor';
import { forRoles } from '../shared/staff-page';
import { startPage } from '../shared/start-page';
import './advisor.css';

void startPage(forRoles(['advisor', 'supervisor'], Advisor));
