import { repeatedHeader } from '../../../../src/app/http/guard/said-once';

test.each([
  [
    ['Host', 'a', 'Cookie', 'x=1', 'Cookie', 'y=2', 'Accept', '*', 'Accept', 'text/html'],
    undefined,
  ],
  [['Host', 'turnos.bank.cl', 'host', 'evil.example'], 'host'],
  [['Origin', 'https://turnos.bank.cl', 'ORIGIN', 'https://evil.example'], 'ORIGIN'],
  [['Authorization', 'Bearer a', 'Authorization', 'Bearer b'], 'Authorization'],
  [['Idempotency-Key', 'a', 'Idempotency-Key', 'a'], 'Idempotency-Key'],
  [['If-Match', '"1"', 'If-Match', '"2"'], 'If-Match'],
  [['Content-Type', 'application/json', 'Content-Type', 'text/plain'], 'Content-Type'],
  [['Sec-Fetch-Site', 'same-origin', 'Sec-Fetch-Site', 'cross-site'], 'Sec-Fetch-Site'],
])('%j repeats %s', (rawHeaders, twice) => {
  expect(repeatedHeader({ rawHeaders: [...rawHeaders] })).toBe(twice);
});
