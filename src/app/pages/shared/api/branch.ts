import { call } from './api';

/** What a device shows around the live view: names, hours, what is allowed. Throws `ApiProblem`. */
export const readBranch = (branch: string) =>
  call('GET /api/branches/:branch/kiosk', { params: { branch } });
