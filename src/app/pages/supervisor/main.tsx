import { Supervisor } from './supervisor';
import { forRoles } from '../shared/staff-page';
import { startPage } from '../shared/start-page';
import './supervisor.css';

void startPage(forRoles(['supervisor', 'admin', 'auditor'], Supervisor));
