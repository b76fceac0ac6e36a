import { Role } from './actor';
import { Refused } from './errors';

/** Who may configure the bank, and that somebody always may. */

interface Rights {
  readonly active: boolean;
  readonly role: Role;
  readonly branches: readonly string[] | 'all';
}

export const administersBank = ({ active, role, branches }: Rights): boolean =>
  active && role === 'admin' && branches === 'all';

/**
 * Without an administrator of the whole bank nobody could make one: neither the page, nor the
 * operator's link, which only lets in an existing one.
 */
export const lastAdmin = (): Refused =>
  new Refused(
    'conflict',
    'last_admin',
    'Nobody else administers the whole bank. Make somebody else an administrator of all branches ' +
      'first, then change this account.',
    [{ field: 'role', got: 'the last one', wants: 'another active administrator of all branches' }],
  );
