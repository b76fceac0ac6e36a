import * as b from './bodies';
import { HttpParts } from './parts';
import { HttpProblem } from './problem';
import { ok, Route, route } from './route';
import { DEVICE_COOKIE, SESSION_COOKIE, setCookie } from '../identity/cookies';
import { SESSION_MS } from '../identity/sign-in';
import { Staff } from '../ports';

const tag = 'Sessions';
const YEAR = 365 * 86_400;

export function sessionRoutes(parts: HttpParts): readonly Route[] {
  const { operations, signIn, secure } = parts;
  const branchesOf = async (staff: Staff) => (await operations.listBranches()).filter(({ id }) => staff.branches === 'all' || staff.branches.includes(id)).map(({ id, name }) => ({ id, name }));
  const signedIn = async (status: number, { token, staff }: { readonly token: string; readonly staff: Staff }) => ({
    status,
    body: { token, staff: { id: staff.id, firstName: staff.firstName, role: staff.role }, branches: await branchesOf(staff) },
    headers: { 'Set-Cookie': setCookie(SESSION_COOKIE, token, SESSION_MS / 1000, secure) },
  });
  return [
    route({
      method: 'POST', path: '/api/sessions', summary: 'Sign in', tag, who: 'anyone', body: b.signInBody, answers: { 201: b.signedInBody },
      handle: async ({ body, address }) => signedIn(201, await signIn.withPassword(body.username, body.password, address)),
    }),
    route({
      method: 'GET', path: '/api/sessions', summary: 'Who am I', tag, who: 'anyone', answers: { 200: b.anything },
      async handle({ viewer }) {
        if (!viewer) throw new HttpProblem(401, 'sign_in_required', 'Nobody is signed in here.');
        if (viewer.kind === 'device') return ok({ device: { id: viewer.device, kind: viewer.deviceKind, branch: viewer.branch } });
        if (viewer.kind === 'ticket') return ok({ ticket: { id: viewer.ticket, branch: viewer.branch } });
        const staff = (await operations.listStaff()).find((each) => each.id === viewer.staff)!;
        return ok({ staff: { id: staff.id, firstName: staff.firstName, role: staff.role }, branches: await branchesOf(staff), queues: staff.queues });
      },
    }),
    route({
      method: 'DELETE', path: '/api/sessions', summary: 'Sign out', tag, who: 'anyone', answers: { 204: undefined },
      async handle({ request }) {
        for (const { token, viewer: ended } of await parts.identification.identified(request)) {
          if (ended.kind !== 'staff') continue;
          await signIn.signOut(token, ended.staff);
          parts.endSession(ended.session);
        }
        return { status: 204, headers: { 'Set-Cookie': setCookie(SESSION_COOKIE, '', 0, secure) } };
      },
    }),
    route({
      method: 'POST', path: '/api/sessions/first-admin', summary: 'The first administrator, with the code of the deployment; works once', tag, who: 'anyone', body: b.firstAdminBody, answers: { 201: b.signedInBody },
      async handle({ body, address }) {
        const taken = await parts.limiter.take(`first-admin:${address}`, 5, 300);
        if (!taken.ok) throw new HttpProblem(429, 'too_many_requests', `Too many attempts. Try again in ${taken.retryAfterSeconds} s.`, [], { 'Retry-After': String(taken.retryAfterSeconds) });
        if (!await parts.firstAdmin(body.code)) {
          throw new HttpProblem(403, 'first_admin_refused', 'The code is wrong, or there is an administrator already. The code is in the secret that the deployment names.', [{ field: 'code', got: 'a string', wants: 'the code of the deployment, while there is no administrator' }]);
        }
        await operations.saveStaff({ kind: 'system', id: 'first-admin' }, {
          id: 'first-admin', username: body.username, firstName: body.firstName, role: 'admin', branches: 'all', active: true, queues: {}, passwordHash: await parts.hashPassword(body.password),
        });
        return signedIn(201, await signIn.withPassword(body.username, body.password, address));
      },
    }),
    route({
      method: 'POST', path: '/api/devices/enrol', summary: 'A kiosk or display takes its enrolment code', tag, who: 'anyone', body: b.enrolBody, answers: { 201: b.enrolledBody },
      async handle({ body, address }) {
        const { token, device } = await signIn.enrol(body.code, address);
        const { id, kind, branch, label } = device;
        return { status: 201, body: { token, device: { id, kind, branch, label } }, headers: { 'Set-Cookie': setCookie(DEVICE_COOKIE, token, YEAR, secure) } };
      },
    }),
  ];
}
