import { Admin } from './admin';
import { forRoles } from '../shared/look/staff-page';
import { startPage } from '../shared/look/start-page';
import './admin.css';

void startPage(forRoles(['admin', 'auditor'], Admin));
