import { forRoles } from '../shared/look/staff-page';
import { startPage } from '../shared/look/start-page';
import { Reception } from './reception';
import './reception.css';

void startPage(forRoles(['host', 'advisor', 'supervisor'], Reception));
