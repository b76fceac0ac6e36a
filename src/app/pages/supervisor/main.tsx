import { startPage } from '../shared/start-page';
import { forRoles } from '../shared/staff-page';
import { Supervisor } from './supervisor';
import './supervisor.css';

void startPage(forRoles(['supervisor', 'admin', 'auditor'], Supervisor));
