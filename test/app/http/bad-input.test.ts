import { openBadInput, stage } from './bad-input/stage';
import './bad-input/commands';
import './bad-input/bodies';
import './bad-input/addresses';

/**
 * Whatever comes in, the answer is a problem that names the field, the value and what to do; never
 * a 500, never half a change.
 */

openBadInput();

test('the log has routes, callers and what went wrong, but nothing that was sent', () => {
  const log = stage.logged.join('');
  expect(log).toContain('"problem":"invalid_national_id"');
  expect(log).toContain('"route":"POST /api/branches/:branch/tickets"');
  expect(log).not.toMatch(
    /1234567|7654321|11\.?111\.?111|976543210|Bearer|Ticket [\w-]{20}|127\.0\.0\.1/,
  );
  expect(log).not.toContain('unexpected');
});
