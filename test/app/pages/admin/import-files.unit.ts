import { staffKind } from '../../../../src/app/pages/admin/import-kinds';
import { changedMeanwhile, planOf } from '../../../../src/app/pages/admin/import-plan';
import { decoded, linesOf } from '../../../../src/app/pages/admin/spreadsheet';

/** Files as other programs leave them, and lists that change while one is imported. */

const kind = staffKind({
  branches: [{ id: '1', name: 'Sucursal Centro' }],
  queues: {},
  roleWords: (role) => role,
  yes: 'Sí',
  no: 'No',
  all: 'Todas las sucursales',
});
const rosa = {
  id: 'rosa',
  username: 'Rosa.Diaz',
  firstName: 'Rosa',
  role: 'supervisor' as const,
  branches: ['1'],
  active: true,
  queues: {},
};
const plan = (text: string) => planOf(kind, linesOf(text), [rosa]);

test('a title above the header, a separator in Excel’s own line, line ends of an old Mac', () => {
  const cells = (text: string) => linesOf(text).map((line) => line.cells);
  expect(linesOf('sep=,\r\nCode,Name\r\n61,"Arica; sur"\r\n')).toEqual([
    { row: 1, cells: ['Code', 'Name'] },
    { row: 2, cells: ['61', 'Arica; sur'] },
  ]);
  expect(cells('Sucursales del banco\n\nCode,Name\n61,Arica\n')).toEqual([
    ['Sucursales del banco'],
    ['Code', 'Name'],
    ['61', 'Arica'],
  ]);
  const mac = Uint8Array.from(Buffer.from('C\x97digo;Nombre\r61;\x84u\x96oa\r', 'latin1'));
  expect(cells(decoded(mac.buffer))).toEqual([
    ['Código', 'Nombre'],
    ['61', 'Ñuñoa'],
  ]);
  const titled = 'Personal al 3 de marzo\r\n\r\nCódigo;Nombre\r\nrosa;Rosa Inés\r\n';
  expect(plan(titled)).toMatchObject({
    unreadable: false,
    unknown: [],
    rows: [{ row: 4, is: 'changed', item: { firstName: 'Rosa Inés' } }],
  });
});

test('a cell in which a formula failed is no name', () => {
  for (const got of ['#N/A', '#N/D', '#REF!', '#¡REF!', '#¿NOMBRE?', '#DIV/0!', '#¡VALOR!']) {
    const [{ is, faults }] = plan(`Código;Nombre\r\nrosa;${got}\r\n`).rows;
    expect([is, faults]).toEqual([
      'wrong',
      [{ column: 'firstName', key: 'admin.import.formula', got }],
    ]);
  }
  expect(plan('Código;Nombre\r\nrosa;#1 Rosa\r\n').rows[0].is).toBe('changed');
});

test('what somebody else changed since the file was read is found, and one’s own is not', () => {
  const [row] = plan('Código;Nombre;Clave\r\nrosa;Rosa Inés;clave-larga\r\n').rows;
  const theirs = { ...rosa, branches: 'all' as const };
  expect(changedMeanwhile(kind, row, rosa)).toBe(false);
  expect(changedMeanwhile(kind, row, theirs)).toBe(true);
  expect(changedMeanwhile(kind, row, undefined)).toBe(true);
  // saved before, without an answer
  expect(changedMeanwhile(kind, row, { ...rosa, firstName: 'Rosa Inés' })).toBe(false);
  const [added] = plan(
    'Código;Usuario;Nombre;Rol;Sucursales;Clave\r\nq;q;Q;host;1;clave-larga',
  ).rows;
  expect(changedMeanwhile(kind, added, undefined)).toBe(false);
  expect(changedMeanwhile(kind, added, { ...rosa, id: 'q' })).toBe(true);
});
