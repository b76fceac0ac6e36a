import { Problem } from './machine/problem';
import { messageOf } from './machine/processes';

/**
 * Turns mistakes in DATABASE_URL, recognized by SQLSTATE or system error, into a Problem. Any other
 * error is passed on.
 */
export function databaseProblem(error: unknown, databaseUrl: string): unknown {
  const url = URL.parse(databaseUrl);
  if (!url) return error; // the error is about the address then
  const { host, pathname, username } = url;
  const code =
    (error as { code?: string }).code ??
    (error as { errors?: { code?: string }[] }).errors?.[0]?.code;
  if (
    ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH'].includes(code ?? '')
  ) {
    return new Problem(
      `No PostgreSQL answers at ${host} (${code}). ` +
        'Check DATABASE_URL, or unset it to use the one that npm start brings.',
    );
  }
  if (code === '28P01' || code === '28000') {
    return new Problem(
      `PostgreSQL at ${host} does not let ${username || 'you'} in. ` +
        'Check the user and password in DATABASE_URL.',
    );
  }
  if (code === '3D000') {
    return new Problem(
      `PostgreSQL at ${host} has no database ${pathname.slice(1)}. ` +
        'Create it, or name another in DATABASE_URL.',
    );
  }
  if (code === '42501') {
    return new Problem(
      `${username} may not create tables in ${pathname.slice(1)} at ${host}: ` +
        'grant create on its schema public, or name an owner in DATABASE_URL.',
    );
  }
  if (code === '42P01' || code === '42703') {
    return new Problem(
      `The database ${pathname.slice(1)} at ${host} belongs to another release ` +
        `(${messageOf(error)}). Run npm start once, or migrate, with this one; then try again.`,
    );
  }
  return error;
}
