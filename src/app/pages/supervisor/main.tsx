import { forRoles } from '../shared/look/staff-page';
import { startPage } from '../shared/look/start-page';
import { Supervisor } from './supervisor';
import './supervisor.css';
import './queues.css';
import './sign.css';
import './counters.css';
import './day.css';
import './pictures.css';
import './picture-rows.css';
import './overview.css';
import './plan.css';
import './plan-chart.css';
import './narrow.css';

void startPage(forRoles(['supervisor', 'admin', 'auditor'], Supervisor));
