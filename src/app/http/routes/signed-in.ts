import { IncomingMessage } from 'node:http';
import { namedApart } from '../../domain/model/told-apart';
import {
  DEVICE_SECONDS,
  KNOWN_COOKIE,
  marksCookieValue,
  SESSION_COOKIE,
  setCookie,
} from '../../identity/cookies';
import { SESSION_MS } from '../../identity/owner';
import { Staff } from '../../ports';
import { HttpDeps } from '../request/deps';

export const shownStaff = ({ id, username, firstName, role }: Staff) => ({
  id,
  username,
  firstName,
  role,
});

export const branchesOfStaff =
  ({ operations }: Pick<HttpDeps, 'operations'>) =>
  async (staff: Staff) =>
    namedApart(await operations.listBranches(), 'name')
      .filter(({ id }) => staff.branches === 'all' || staff.branches.includes(id))
      .map(({ id, name }) => ({ id, name }));

/** The answer to a successful sign-in, with the cookies that keep it. */
export function createSignedIn(deps: Pick<HttpDeps, 'operations' | 'secure'>) {
  const { secure } = deps;
  const branchesOf = branchesOfStaff(deps);
  return async (
    status: number,
    {
      token,
      staff,
      mark,
    }: { readonly token: string; readonly staff: Staff; readonly mark?: string },
    marks: readonly string[],
  ) => ({
    status,
    body: { token, staff: shownStaff(staff), branches: await branchesOf(staff) },
    headers: {
      'Set-Cookie': [
        setCookie(SESSION_COOKIE, token, SESSION_MS / 1000, secure),
        // The mark says that a correct password was typed in this browser.
        ...(mark === undefined
          ? []
          : [
              setCookie(
                KNOWN_COOKIE,
                marksCookieValue([mark, ...marks.filter((each) => each !== mark)]),
                DEVICE_SECONDS,
                secure,
              ),
            ]),
      ],
    },
  });
}

/** Ends the staff session that a request carries. */
export const signingOut =
  (deps: Pick<HttpDeps, 'identification' | 'signIn' | 'endSession'>) =>
  async (request: IncomingMessage): Promise<void> => {
    for (const { token, viewer: ended } of await deps.identification.identified(request)) {
      if (ended.kind !== 'staff') continue;
      await deps.signIn.signOut(token, ended.staff);
      deps.endSession(ended.session);
    }
  };
