import { forRoles } from '../shared/look/staff-page';
import { startPage } from '../shared/look/start-page';
import { Supervisor } from './supervisor';
import './supervisor.css';

void startPage(forRoles(['supervisor', 'admin', 'auditor'], Supervisor));
