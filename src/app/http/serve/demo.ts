import { SESSION_COOKIE, setCookie } from '../../identity/cookies';
import { SESSION_MS } from '../../identity/owner';
import { HttpDeps } from '../request/deps';
import { HttpProblem } from '../request/problem';
import { Reply } from '../request/route';

const pageOf = {
  host: '/reception',
  advisor: '/advisor',
  supervisor: '/supervisor',
  admin: '/admin',
  auditor: '/admin',
} as const;
const loopback = /^(127\.|::1$|localhost$)/;

/**
 * One-click sign-in of the demo bank: on loopback only, with the token that this start has printed.
 */
export async function demoSignIn(
  deps: HttpDeps,
  query: Readonly<Record<string, unknown>>,
  address: string,
): Promise<Reply> {
  if (
    !deps.demo ||
    query.token !== deps.demo.token ||
    typeof query.as !== 'string' ||
    !loopback.test(address)
  ) {
    throw new HttpProblem(
      404,
      'not_found',
      'There is nothing at this path. Use the sign-in links that npm start has printed this time.',
    );
  }
  const opened = await deps.signIn.withoutPassword(query.as);
  if (!opened) return { status: 303, headers: { Location: '/sign-in' } };
  const { token, staff } = opened;
  return {
    status: 303,
    headers: {
      Location: pageOf[staff.role],
      'Set-Cookie': setCookie(SESSION_COOKIE, token, SESSION_MS / 1000, deps.secure),
    },
  };
}
