import { forRoles } from '../shared/look/staff-page';
import { startPage } from '../shared/look/start-page';
import { Admin } from './admin';
import './admin.css';
import './admin-forms.css';
import './settings.css';

void startPage(forRoles(['admin', 'auditor'], Admin, { bare: true }));
