import { branchKind, staffKind } from '../../../../src/app/pages/admin/import-kinds';
import { headingOf, planOf } from '../../../../src/app/pages/admin/import-plan';
import { decoded, linesOf, sheetOf } from '../../../../src/app/pages/admin/spreadsheet';
import { staffEn } from '../../../../src/app/texts/staff-en';
import { staffEsCL } from '../../../../src/app/texts/staff-es-CL';

const queue = (id: string, es: string, en: string) => ({ id, names: { es, en } });
const words = {
  branches: [
    { id: '1', name: 'Sucursal Centro' },
    { id: '2', name: 'Sucursal Ñuñoa' },
  ],
  queues: {
    '1': [queue('caja', 'Caja', 'Teller'), queue('personas', 'Personas, créditos', 'Personal')],
    '2': [queue('caja-2', 'Caja', 'Teller'), queue('a', 'Empresas', 'Business')],
  },
  roleWords: (role: keyof typeof byRole) => byRole[role],
  yes: 'Sí',
  no: 'No',
  all: 'Todas las sucursales',
};
const byRole = {
  host: staffEsCL['staff.role.host'],
  advisor: staffEsCL['staff.role.advisor'],
  supervisor: staffEsCL['staff.role.supervisor'],
  admin: staffEsCL['staff.role.admin'],
  auditor: staffEsCL['staff.role.auditor'],
};
const rosa = {
  id: 'rosa',
  username: 'Rosa.Diaz',
  firstName: 'Rosa',
  role: 'advisor' as const,
  branches: ['1'],
  active: true,
  queues: { '1': ['caja'] },
};
const kind = staffKind(words);
const plan = (text: string) => planOf(kind, linesOf(text), [rosa]);

test('Unicode text, as Excel saves it: two bytes a letter, tabs between', () => {
  const text = '\uFEFFCódigo\tNombre\r\n61\tÑuñoa\r\n';
  const little = Buffer.from(text, 'utf16le');
  // and as a Mac saves it
  for (const bytes of [little, Buffer.from(little).swap16()]) {
    expect(linesOf(decoded(new Uint8Array(bytes).buffer)).map(({ cells }) => cells)).toEqual([
      ['Código', 'Nombre'],
      ['61', 'Ñuñoa'],
    ]);
  }
});

test('a file of Excel in Spanish: semicolons, its code page, quotes and empty lines', () => {
  const latin = Uint8Array.from(
    [...'Código;Nombre\r\nñ;"A;""b"""\r\n\r\n'].map((letter) => letter.charCodeAt(0)),
  );
  expect(linesOf(decoded(latin.buffer))).toEqual([
    { row: 1, cells: ['Código', 'Nombre'] },
    { row: 2, cells: ['ñ', 'A;"b"'] },
  ]);
  expect(linesOf('\uFEFFa,b\n1,"x\ny"\n')).toEqual([
    { row: 1, cells: ['a', 'b'] },
    { row: 2, cells: ['1', 'x\ny'] },
  ]);
  expect(linesOf(sheetOf([['=1+1', 'a;b']]))[0].cells).toEqual(["'=1+1", 'a;b']);
});

test('the list as downloaded changes nothing', () => {
  const text = sheetOf([
    kind.columns.map(({ headings: [heading] }) => heading),
    kind.columns.map((column) => column.write(rosa)),
  ]);
  expect(plan(text).rows).toMatchObject([{ row: 2, is: 'same', changes: [], faults: [] }]);
});

test('the list in one language changes nothing when imported in the other', () => {
  const english = staffKind({
    ...words,
    roleWords: (role) => staffEn[`staff.role.${role}`],
    ...{ yes: 'Yes', no: 'No', all: 'All branches' },
  });
  const people = [
    rosa,
    ...(['host', 'supervisor', 'admin', 'auditor'] as const).map((role) => {
      return { ...rosa, id: role, username: role, role, branches: 'all' as const, queues: {} };
    }),
  ];
  for (const [writes, reads, as] of [
    [kind, english, 'es-CL'],
    [english, kind, 'en'],
  ] as const) {
    const text = sheetOf([
      writes.columns.map((column) => headingOf(column, as)),
      ...people.map((person) => writes.columns.map((column) => column.write(person))),
    ]);
    const { rows } = planOf(reads, linesOf(text), people);
    expect(rows.map(({ is, faults }) => [is, faults])).toEqual(people.map(() => ['same', []]));
  }
  // an English page shows no Spanish heading, nor vice versa
  expect(english.columns.map((column) => headingOf(column, 'en'))).toEqual([
    ...['Code', 'Username', 'First name', 'Role', 'Branches', 'Queues', 'Active', 'Password'],
  ]);
  expect(branchKind.columns.map((column) => headingOf(column, 'en'))).toEqual([
    ...['Code', 'Name of the branch'],
  ]);
});

test("new, changed and kept: a row's values count, and an empty cell changes nothing", () => {
  const { rows, unknown } = plan(
    'Código;Usuario;Nombre;Rol;Sucursales;Activa;Clave;Anexo\r\n' +
      'rosa;;Rosa Inés;;Sucursal Nunoa | 1;no;;55\r\n' +
      'pedro;pedro;Pedro;ejecutivo;2;si;clave-larga;56\r\n',
  );
  expect(unknown).toEqual(['Anexo']);
  expect(rows[0]).toMatchObject({
    is: 'changed',
    item: { ...rosa, firstName: 'Rosa Inés', branches: ['2', '1'], active: false },
    changes: [
      { column: 'firstName', before: 'Rosa', after: 'Rosa Inés' },
      { column: 'branches', before: 'Sucursal Centro' },
      { column: 'active', before: 'Sí', after: 'No' },
    ],
  });
  expect(rows[1]).toMatchObject({
    is: 'new',
    item: { id: 'pedro', role: 'advisor', branches: ['2'], active: true, password: 'clave-larga' },
  });
  // A password is never shown, not even in the preview.
  expect(JSON.stringify(rows[1].changes)).not.toContain('clave-larga');
});

test('a reopened account needs a new password, except with the bank’s own sign-in', () => {
  const gone = { ...rosa, active: false };
  const provided = { ...gone, id: 'oidc-1', username: 'eva' };
  const rows = (text: string) =>
    planOf(kind, linesOf(text), [gone, provided]).rows.map(({ is, faults }) => [
      is,
      ...faults.map(({ column, key }) => `${column} ${key}`),
    ]);
  expect(rows('Código;Activa\r\nrosa;si\r\noidc-1;si\r\n')).toEqual([
    ['wrong', 'password admin.form.missing'],
    ['changed'],
  ]);
  expect(rows('Código;Activa;Clave\r\nrosa;si;clave-larga\r\n')).toEqual([['changed']]);
  expect(rows('Código;Nombre\r\nrosa;Rosa Inés\r\n')).toEqual([['changed']]);
});

test('a branch named by a shared name is an error, and by its code is right', () => {
  const twins = { ...words, branches: [...words.branches, { id: '3', name: 'sucursal centro' }] };
  const [byName, byCode] = planOf(
    staffKind(twins),
    linesOf('Código;Sucursales\r\nrosa;Sucursal Centro\r\nrosa;3\r\n'),
    [rosa],
  ).rows;
  expect(byName.faults).toMatchObject([{ column: 'branches', key: 'admin.import.branch' }]);
  expect(byCode.item).toMatchObject({ branches: ['3'] });
});

test('every error has its row and column, and a row shows all of its errors', () => {
  const { rows } = plan(
    'Código;Usuario;Nombre;Rol;Sucursales;Activa;Clave\r\n' +
      'Pedro X;pedro;Pedro;jefe;9;quizás;corta\r\n' +
      'ana;ROSA.DIAZ ;Ana;Supervisor;Todas las sucursales;;clave-larga\r\n' +
      'eva;eva;Eva;host;1;;\r\n' +
      'luis;luis;Luis;host;1;;clave-larga\r\n' +
      'luis;otro;Luis;host;1;;clave-larga\r\n',
  );
  const told = rows.map(({ row, is, faults }) => [
    row,
    is,
    ...faults.map(({ column, key }) => `${column} ${key}`),
  ]);
  expect(told).toEqual([
    [
      2,
      'wrong',
      'id admin.wants.id',
      'role admin.import.role',
      'branches admin.import.branch',
      'active admin.import.yes-no',
      'password admin.import.password',
    ],
    [3, 'wrong', 'username admin.import.taken'],
    [4, 'wrong', 'password admin.form.missing'],
    [5, 'new'],
    [6, 'wrong', 'id admin.import.twice'],
  ]);
});

test('usernames ignore case; a header without the code cannot be read', () => {
  const text = (id: string) =>
    `Código;Usuario;Nombre;Rol;Sucursales;Clave\r\n${id};rosa diaz;Ana;host;1;clave-larga\r\n`;
  const other = { ...rosa, id: 'otra', username: 'ROSA DIAZ' };
  expect(planOf(kind, linesOf(text('ana')), [other]).rows).toMatchObject([
    { is: 'wrong', faults: [{ column: 'username', key: 'admin.import.taken' }] },
  ]);
  expect(plan('Nombre;Rol\r\nAna;host\r\n').unreadable).toBe(true);
  expect(planOf(branchKind, linesOf('Code,Name\n61,Sucursal Arica\n'), []).rows).toMatchObject([
    { is: 'new', item: { id: '61', name: 'Sucursal Arica' } },
  ]);
});

const HEAD = 'Código;Usuario;Nombre;Filas;Rol;Sucursales;Clave\r\n';
/** What a cell gives a person of these branches; its column comes before those it depends on. */
const queuesOf = (cell: string, branches: string, role = 'ejecutivo') => {
  const line = `eva;eva;Eva;"${cell}";${role};${branches};clave-larga\r\n`;
  const [row] = plan(HEAD + line).rows;
  return row.faults.length ? row.faults : row.item!.queues;
};

test('queues are read as people write them: names, codes, of one branch or of each', () => {
  expect(queuesOf('Caja', '1')).toEqual({ 1: ['caja'] });
  expect(queuesOf('personas, créditos | CAJA | caja', '1')).toEqual({ 1: ['personas', 'caja'] });
  expect(queuesOf('Teller, Business', '2')).toEqual({ 2: ['caja-2', 'a'] });
  expect(queuesOf('Caja', '1 | 2')).toEqual({ 1: ['caja'], 2: ['caja-2'] });
  expect(queuesOf('Sucursal Ñuñoa: Caja, Empresas | 1: personas', '1|2')).toEqual({
    2: ['caja-2', 'a'],
    1: ['personas'],
  });
  expect(queuesOf('Empresas', 'Todas las sucursales')).toEqual({ 2: ['a'] });
  expect(queuesOf('ninguna', '1')).toEqual({});
});

test('an unknown queue, or one without an owner, is reported with row, column and value', () => {
  const wrong = (got: string, key = 'admin.import.queue') => [{ column: 'queues', key, got }];
  for (const [cell, at] of [
    ['Tesorería', '1'],
    ['Caja | Tesorería', '1'],
    ['Sucursal Centro: Empresas', '1|2'],
    ['Sucursal Ñuñoa: Caja', '1'],
    ['Sucursal: Caja', '1'],
  ]) {
    expect(queuesOf(cell, at)).toEqual(wrong(cell));
  }
  expect(queuesOf('Caja', '1', 'supervisor')).toEqual(wrong('Caja', 'admin.import.queues-role'));
});

test('without the column people keep their queues; an advisor without any is reported', () => {
  const { rows } = plan(
    'Código;Nombre;Usuario;Rol;Sucursales;Clave\r\nrosa;Rosa Inés;;;;\r\n' +
      'leo;Leo;leo;ejecutivo;1;clave-larga\r\nana;Ana;ana;supervisor;1;clave-larga\r\n',
  );
  expect(rows.map(({ item, warning }) => [item!.queues, warning])).toEqual([
    [{ 1: ['caja'] }, undefined],
    [{}, 'admin.staff.no-queues'],
    [{}, undefined],
  ]);
  expect(plan('Código;Filas\r\nrosa;\r\n').rows[0].is).toBe('same');
  expect(plan('Código;Filas\r\nrosa;Personas, créditos\r\n').rows[0].changes).toEqual([
    {
      column: 'queues',
      before: 'Sucursal Centro: Caja',
      after: 'Sucursal Centro: Personas, créditos',
    },
  ]);
});
