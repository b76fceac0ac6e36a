import { Refusal } from '../../../src/local/busy/client';
import { Troubles } from '../../../src/local/busy/troubles';

const said = (errors: readonly unknown[]) => {
  const lines: string[] = [];
  const troubles = new Troubles((line) => {
    lines.push(line);
  });
  for (const error of errors) troubles.met(error);
  return lines;
};

it('a refusal is part of the day: nothing is printed', () => {
  expect(
    said([
      new Refusal('POST /api/my/cancel', 409, 'wrong_state'),
      new Refusal('GET /api/my', 429, 'too_many_requests'),
    ]),
  ).toEqual([]);
});

it('an error of the app is printed with its kind, each kind only now and then', () => {
  const away = new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
  expect(
    said([
      new Refusal('GET /api/my', 503, 'unavailable'),
      away,
      new Refusal('GET /api/my', 503, 'unavailable'),
      away,
    ]),
  ).toEqual([
    'busy: GET /api/my answered 503 unavailable; the day continues\n',
    'busy: fetch failed (ECONNREFUSED); the day continues\n',
  ]);
});
