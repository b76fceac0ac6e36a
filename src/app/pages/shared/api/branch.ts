import { call } from './api';

/** What a device shows besides the live view: names, hours, settings. Throws `ApiProblem`. */
export const readBranch = (branch: string) =>
  call('GET /api/branches/:branch/kiosk', { params: { branch } });
