import { accuracyBy, accuracyRows } from '../../../../src/app/pages/supervisor/accuracy-figures';

const columns = [
  'day',
  'queue',
  'waited',
  'mean_wait_seconds',
  'error_seconds',
  'hol_error_seconds',
  'rule_error_seconds',
  'within_range',
  'range_seconds',
  'winkler_seconds',
];

test('means are weighted by those who waited', () => {
  const rows = accuracyRows({
    columns,
    asOf: '2026-11-26T12:00:00.000Z',
    rows: [
      ['2026-11-25', 'caja', 30, 100, 40, 60, 300, 0.9, 120, 150],
      ['2026-11-25', 'empresas', 10, 300, 80, 100, 900, 0.5, 300, 500],
      ['2026-11-26', 'caja', 5, 60, 20, 30, null, 1, 100, 100],
    ],
  });
  const days = accuracyBy(rows, 'day');
  expect([...days.keys()]).toEqual(['2026-11-25', '2026-11-26']);
  expect(days.get('2026-11-25')).toEqual({
    waited: 40,
    wait: 150,
    error: 50,
    hol: 70,
    rule: 450,
    within: 0.8,
  });
  // Tickets of an older release lack the rule.
  expect(days.get('2026-11-26')).toEqual({ waited: 5, wait: 60, error: 20, hol: 30, within: 1 });
  expect(accuracyBy(rows, 'queue').get('caja')).toMatchObject({ waited: 35 });
});
