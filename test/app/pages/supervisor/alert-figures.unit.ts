import { limitFigure, measuredFigure } from '../../../../src/app/pages/supervisor/alert-figures';

test('an alert shows a limit as configured, like its row, and whole minutes', () => {
  const passed = { kind: 'target-passed', value: 3.4, threshold: 12.5 } as const;
  expect(limitFigure('es-CL', passed)).toBe('12,5\u00a0min');
  expect(limitFigure('en', passed)).toBe('12.5\u00a0min');
  expect(limitFigure('es-CL', { ...passed, threshold: 20 })).toBe('20\u00a0min');
  expect(measuredFigure('es-CL', passed)).toBe('3\u00a0min');
  const low = { kind: 'messages-failing', value: 0.25, threshold: 0.1 } as const;
  expect([measuredFigure('en', low), limitFigure('en', low)]).toEqual(['25%', '10%']);
});
