import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { RequestsDue as Due } from '../../wire/rights';
import { call } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { Notice } from '../shared/look/parts';
import { adminSay } from './words';

/** This is about days, so now and then is enough. */
const LOOK_MS = 600_000;

/** Counts this page's changes of requests, so that the reminder looks again after each. */
export const requestsChanged = signal(0);

/** Reminds people who may answer of requests of persons that are late or soon will be. */
export function RequestsDue() {
  const [due, setDue] = useState<Due>();
  useEffect(() => {
    const look = () => {
      // a failed read is repeated, and the list itself reports the trouble
      asStaff(() => call('GET /api/customers/requests/due')).then(setDue, () => undefined);
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [requestsChanged.value]);
  if (!due || due.soon + due.late === 0) return null;
  return (
    <Notice tone={due.late > 0 ? 'alarm' : 'attention'}>
      {due.late > 0 && `${adminSay('admin.rights.late.count', { n: due.late })} `}
      {due.soon > 0 && `${adminSay('admin.rights.soon.count', { n: due.soon })} `}
      <a href="#persons">{adminSay('admin.rights.look')}</a>
    </Notice>
  );
}
