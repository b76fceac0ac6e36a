import { randomUUID } from 'node:crypto';
import { call, enrol, signIn } from '../../support/caller';
import { rutOf } from '../../support/rut';

/** The person who comes, is written about, and is erased. */
const RUT = rutOf(13_333_333);

const asking =
  (base: string) => async (method: string, path: string, token: string, body?: object) => {
    const answer = await call(base, method, path, { token, body });
    if (answer.status >= 300) {
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  };

/**
 * Sessions, device keys and a person's words: first present, then each ended in one of the possible
 * ways.
 * @returns a function that ends them
 */
export async function beforeItEnds(base: string): Promise<() => Promise<void>> {
  const ask = asking(base);
  const admin = await signIn(base, 'admin-1');
  const leaves = await signIn(base, 'advisor-1-1');
  await signIn(base, 'advisor-1-1'); // which an administrator ends
  await signIn(base, 'advisor-2-1'); // who gets other branches
  const device = (id: string, to: object = {}) =>
    ask('PUT', `/api/devices/${id}`, admin, { kind: 'kiosk', branch: '1', label: 'D', ...to });
  for (const id of ['hall', 'gate']) await enrol(base, (await device(id)).code!);

  const kiosk = await enrol(base, 'kiosk-2');
  const advisor = await signIn(base, 'advisor-2-2'); // who gets another password
  const at = '/api/branches/2';
  await ask('PUT', `${at}/advisors/me`, advisor, { state: 'available', counter: '2' });
  const came = { queue: 'caja', nationalId: RUT };
  const { ticket, key } = await ask('POST', `${at}/tickets`, kiosk, came);
  const of = `${at}/tickets/${ticket!.id}`;
  const next = async () => (await ask('POST', `${at}/counters/2/call-next`, advisor)).ticket!.id;
  for (let called = await next(); called !== ticket!.id; called = await next()) {
    await ask('POST', `${at}/tickets/${called}/no-show`, advisor);
  }
  await ask('POST', `${of}/notes`, advisor, { note: 'vuelve el lunes' });
  await ask('POST', `${of}/start`, advisor);
  await ask('POST', `${of}/finish`, advisor);
  await ask('POST', '/api/my/feedback', `Ticket ${key!}`, { score: 2, remark: 'hacía frío' });

  return async () => {
    await ask('DELETE', '/api/sessions', leaves);
    await ask('DELETE', '/api/staff/advisor-1-1/sessions', admin);
    const person = { firstName: 'Ana', role: 'advisor', queues: {}, active: true };
    await ask('PUT', '/api/staff/advisor-2-1', admin, {
      ...{ ...person, username: 'advisor-2-1', branches: ['1', '2'] },
    });
    await ask('PUT', '/api/staff/advisor-2-2', admin, {
      ...{ ...person, username: 'advisor-2-2', branches: ['2'], password: randomUUID() },
    });
    await device('hall', { revoked: true });
    await enrol(base, (await device('gate', { newCode: true })).code!);
    await ask('POST', '/api/customers/erase', admin, { nationalId: RUT });
  };
}
