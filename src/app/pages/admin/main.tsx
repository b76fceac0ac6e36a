import { Admin } from './admin';
import { forRoles } from '../shared/staff-page';
import { startPage } from '../shared/start-page';
import './admin.css';

void startPage(forRoles(['admin', 'auditor'], Admin));
