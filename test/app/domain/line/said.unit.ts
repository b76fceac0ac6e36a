import { isNear, said, saidWait } from '../../../../src/app/domain/line/said';

test('a wait is a range rounded outward: minutes below ten, fives to sixty, then hours', () => {
  expect(saidWait({ low: 0, high: 2 })).toEqual({ as: 'soon' });
  expect(saidWait({ low: 4.2, high: 6.1 })).toEqual({ as: 'about', minutes: 7 });
  expect(saidWait({ low: 8, high: 15 })).toEqual({ as: 'between', low: 8, high: 15 });
  expect(saidWait({ low: 0.4, high: 14 })).toEqual({ as: 'up-to', minutes: 15 });
  expect(saidWait({ low: 13, high: 21 })).toEqual({ as: 'between', low: 10, high: 25 });
  expect(saidWait({ low: 59, high: 83 })).toEqual({ as: 'between', low: 55, high: 85 });
  expect(saidWait({ low: 60, high: 90 })).toEqual({ as: 'long', hours: 1 });
  expect(saidWait({ low: 150, high: 300 })).toEqual({ as: 'long', hours: 2 });
  expect(saidWait({ low: 15_000, high: 16_000 })).toEqual({ as: 'long', hours: 4 });
});

test('a range is given only where somebody serves the line', () => {
  const range = { low: 8, high: 15, seconds: 700 };
  const wait = { as: 'between', low: 8, high: 15 };
  expect(said({ queue: { open: true } }, true, range)).toEqual(wait);
  expect(said({ queue: { open: true } }, false, range)).toEqual({ as: 'unattended' });
  expect(said({ queue: { open: false } }, true, range)).toEqual({ as: 'closed' });
  expect(said({ queue: { open: false } }, false, range)).toEqual({ as: 'closed' });
  expect(said({ queue: { open: true } }, true, undefined)).toEqual({ as: 'unknown' });
  expect(said({ place: {} }, true, range)).toEqual(wait);
  expect(said({ place: {} }, false, range)).toEqual({ as: 'unattended' });
  expect(said({ place: {} }, true, null)).toEqual({ as: 'unknown' });
  for (const attended of [true, false]) {
    expect(said({ place: { deferredUntil: 7 } }, attended, range)).toEqual({
      as: 'deferred',
      until: 7,
    });
  }
});

test('near are tickets among the next or likely called soon; none in an unserved line', () => {
  const near = { position: 3, lowMinutes: 10 };
  const wait = { as: 'between', low: 10, high: 25 } as const;
  expect(isNear(wait, { position: 3, low: 12 }, near)).toBe(true);
  expect(isNear(wait, { position: 4, low: 10 }, near)).toBe(true);
  expect(isNear(wait, { position: 4, low: 11 }, near)).toBe(false);
  expect(isNear({ as: 'unknown' }, { position: 4 }, near)).toBe(false);
  expect(isNear({ as: 'unknown' }, { position: 1 }, near)).toBe(true);
  expect(isNear({ as: 'unattended' }, { position: 1, low: 0 }, near)).toBe(false);
  expect(isNear({ as: 'long', hours: 1 }, { position: 1, low: 70 }, near)).toBe(false);
  expect(isNear({ as: 'deferred', until: 7 }, { position: 1 }, near)).toBe(false);
});
