import { startPage } from '../shared/start-page';
import { forRoles } from '../shared/staff-page';
import { Admin } from './admin';
import './admin.css';

void startPage(forRoles(['admin', 'auditor'], Admin));
