import { arranged } from '../../../../src/app/pages/admin/arrange';
import { changedPaths, merged } from '../../../../src/app/pages/admin/merge-settings';

describe('two people change the rules', () => {
  const base = { preferentialRun: 3, alerts: { waiting: 10 } };

  test('what only one of them changed is kept, without a conflict', () => {
    const mine = { ...base, alerts: { waiting: 12 } };
    const theirs = { ...base, preferentialRun: 5, asksPhone: true };
    expect(merged(base, mine, theirs)).toEqual({
      overrides: { preferentialRun: 5, asksPhone: true, alerts: { waiting: 12 } },
      clashes: [],
    });
  });

  test('what both changed keeps my value, and shows theirs', () => {
    const mine = { ...base, alerts: { waiting: 12 } };
    const theirs = { ...base, alerts: { waiting: 20, openMinutes: 60 } };
    expect(merged(base, mine, theirs)).toEqual({
      overrides: { preferentialRun: 3, alerts: { waiting: 12, openMinutes: 60 } },
      clashes: [{ path: 'alerts.waiting', mine: 12, theirs: 20 }],
    });
  });

  test("a value I reset to the bank's stays reset; the same change is no conflict", () => {
    const theirs = { ...base, preferentialRun: 5, alerts: { waiting: 11 } };
    expect(merged(base, { alerts: { waiting: 11 } }, theirs)).toEqual({
      overrides: { alerts: { waiting: 11 } },
      clashes: [{ path: 'preferentialRun', mine: undefined, theirs: 5 }],
    });
    expect(changedPaths(base, { alerts: { waiting: 11 } })).toEqual([
      'preferentialRun',
      'alerts.waiting',
    ]);
  });
});

test('a long list is searched without accents and sorted by numbers as people count', () => {
  const rows = ['Sucursal 10', 'Ñuñoa', 'sucursal 2', 'Peñalolén'];
  const cells = (row: string) => [row];
  expect(arranged(rows, cells, 'nunoa', undefined, 'es-CL')).toEqual(['Ñuñoa']);
  expect(arranged(rows, cells, 'SUCURSAL', { at: 0, down: false }, 'es-CL')).toEqual([
    'sucursal 2',
    'Sucursal 10',
  ]);
  expect(arranged(rows, cells, '', { at: 0, down: true }, 'es-CL')[0]).toBe('Sucursal 10');
  expect(arranged(rows, cells, 'sucursal 3', undefined, 'es-CL')).toEqual([]);
});
