import { Hands } from '../../../src/local/busy/hands';

it('a sign-in by a person lasts until the sign-out', () => {
  const hands = new Hands();
  hands.expect('advisor-2');
  hands.hear('signed-in', 'advisor-2');
  expect(hands.holds('advisor-2')).toBe(false);
  hands.hear('signed-in', 'advisor-2');
  expect(hands.holds('advisor-2')).toBe(true);
  expect(hands.holds('advisor-3')).toBe(false);
  hands.hear('signed-out', 'advisor-2');
  expect(hands.holds('advisor-2')).toBe(false);
});
