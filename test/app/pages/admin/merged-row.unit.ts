import { mergedRow } from '../../../../src/app/pages/admin/merged-row';

interface Row {
  readonly name: string;
  readonly minutes: number;
  readonly group?: string;
}
const base: Row = { name: 'Caja', minutes: 20, group: 'Pagos' };

test('what only the other changed is theirs; what was typed stays', () => {
  const mine = { ...base, name: 'Cajas' };
  expect(mergedRow(base, mine, { ...base, minutes: 15 })).toEqual({ ...mine, minutes: 15 });
  expect(mergedRow(base, mine, { ...base, name: 'Ventanilla' })).toEqual(mine);
});

test('a part that was emptied stays empty', () => {
  const mine: Row = { name: 'Caja', minutes: 20 };
  expect(mergedRow(base, mine, { ...base, minutes: 15 })).toEqual({ name: 'Caja', minutes: 15 });
});
