import { isOfProvider } from '../../domain/model/provider-staff';
import { usernameKey } from '../../domain/model/username';
import type { Role } from '../../wire/enums';
import { plain } from './arrange';
import type { ImportColumn, ImportKind } from './import-plan';
import { branchesAt, queuesColumn } from './import-queues';
import type { ImportedStaff, ImportWords } from './import-words';

/** The lists that can be imported: their columns, and what each column accepts. Pure. */

export const ROLES: readonly Role[] = ['host', 'advisor', 'supervisor', 'admin', 'auditor'];

export interface ImportedBranch {
  readonly id: string;
  readonly name: string;
}

const ID = /^[a-z0-9-]{1,40}$/;
const YES = ['si', 'yes', 'true', '1', 'x'];
const NO = ['no', 'false', '0'];
/** The same in a file in the other language. */
const ROLE_NAMES: Readonly<Record<Role, readonly string[]>> = {
  host: ['recepcion', 'reception'],
  advisor: ['ejecutivo', 'advisor'],
  supervisor: ['supervisor'],
  admin: ['administracion', 'administration'],
  auditor: ['auditoria', 'audit'],
};
const ALL = ['todas las sucursales', 'all branches'];
const SHORTEST_PASSWORD = 8;

const idColumn = <T extends { readonly id: string }>(): ImportColumn<T> => ({
  name: 'id',
  headings: ['Código', 'Code', 'id'],
  english: 'Code',
  needed: true,
  write: ({ id }) => id,
  read: (cell, item) => (ID.test(cell) ? { ...item, id: cell } : 'admin.wants.id'),
});

export const branchKind: ImportKind<ImportedBranch> = {
  fresh: { id: '', name: '' },
  unique: [],
  columns: [
    idColumn(),
    {
      name: 'name',
      headings: ['Nombre de la sucursal', 'Name of the branch', 'Nombre', 'Name'],
      english: 'Name of the branch',
      needed: true,
      write: ({ name }) => name,
      read: (name, item) => (name.length <= 200 ? { ...item, name } : 'admin.import.long'),
    },
  ],
};

const textColumn = (
  name: 'username' | 'firstName',
  headings: readonly [spanish: string, english: string, ...more: string[]],
  most: number,
): ImportColumn<ImportedStaff> => ({
  name,
  headings,
  english: headings[1],
  needed: true,
  write: (person) => person[name],
  read: (cell, person) => (cell.length <= most ? { ...person, [name]: cell } : 'admin.import.long'),
});

/** Staff, as in the bank's personnel lists. */
export function staffKind(words: ImportWords): ImportKind<ImportedStaff> {
  return {
    fresh: {
      id: '',
      username: '',
      firstName: '',
      role: 'advisor',
      branches: [],
      active: true,
      queues: {},
    },
    unique: [{ column: 'username', of: ({ username }) => usernameKey(username) }],
    // A row that opens an account must give it a password, because a closed one has none.
    check: ({ id, password, active }, before) =>
      active && !before?.active && !password && !isOfProvider(id)
        ? { column: 'password', key: 'admin.form.missing', got: '' }
        : undefined,
    warn: (person) =>
      person.role === 'advisor' &&
      person.active &&
      !branchesAt(person, words.branches).some((branch) => person.queues[branch]?.length)
        ? 'admin.staff.no-queues'
        : undefined,
    columns: [
      idColumn(),
      textColumn('username', ['Usuario', 'Username'], 100),
      textColumn('firstName', ['Nombre', 'First name', 'Name'], 200),
      roleColumn(words),
      branchesColumn(words),
      queuesColumn(words),
      activeColumn(words),
      {
        name: 'password',
        headings: ['Clave', 'Clave nueva', 'Password', 'New password'],
        english: 'Password',
        secret: true,
        write: ({ password }) => (password ? '••••••••' : ''),
        read: (password, person) =>
          password.length < SHORTEST_PASSWORD ? 'admin.import.password' : { ...person, password },
      },
    ],
  };
}

const roleColumn = ({ roleWords }: ImportWords): ImportColumn<ImportedStaff> => ({
  name: 'role',
  headings: ['Rol', 'Role'],
  english: 'Role',
  needed: true,
  write: ({ role }) => roleWords(role),
  read(cell, person) {
    const role = ROLES.find((each) =>
      [each, plain(roleWords(each)), ...ROLE_NAMES[each]].includes(plain(cell)),
    );
    return role ? { ...person, role } : 'admin.import.role';
  },
});

const branchesColumn = ({ branches, all }: ImportWords): ImportColumn<ImportedStaff> => {
  const nameOf = (id: string) => branches.find((branch) => branch.id === id)?.name ?? id;
  return {
    name: 'branches',
    headings: ['Sucursales', 'Sucursal', 'Branches', 'Branch'],
    english: 'Branches',
    needed: true,
    write: (person) => (person.branches === 'all' ? all : person.branches.map(nameOf).join(' | ')),
    read(cell, person) {
      if ([plain(all), ...ALL].includes(plain(cell))) return { ...person, branches: 'all' };
      // A code means one branch; a name that two branches share means neither.
      const ids = cell.split('|').map((part) => {
        const sought = part.trim();
        if (branches.some(({ id }) => id === sought)) return sought;
        const [found, ...more] = branches.filter(({ name }) => plain(name) === plain(sought));
        return more.length ? undefined : found?.id;
      });
      return ids.includes(undefined)
        ? 'admin.import.branch'
        : { ...person, branches: ids as readonly string[] };
    },
  };
};

const activeColumn = ({ yes, no }: ImportWords): ImportColumn<ImportedStaff> => ({
  name: 'active',
  headings: ['Activa', 'Activo', 'Active'],
  english: 'Active',
  write: ({ active }) => (active ? yes : no),
  read(cell, person) {
    if (YES.includes(plain(cell))) return { ...person, active: true };
    if (NO.includes(plain(cell))) return { ...person, active: false };
    return 'admin.import.yes-no';
  },
});
