import { openJourney, stage, walked } from './journey/stage';
import './journey/tickets';
import './journey/reception';
import './journey/settings';
import './journey/oversight';
import './journey/administration';
import './journey/closures';

/** Walks every documented route with good input and checks each answer against its schema. */

openJourney();

test('every documented route has been walked', () => {
  const elsewhere = [
    // Covered by enrolment.test.ts, where there is no administrator yet.
    'POST /api/sessions/first-admin',
    // Covered by identity/oidc, where there is a provider.
    'POST /api/sessions/oidc',
    'POST /api/sessions/oidc/begin',
    'POST /api/sessions/oidc/logout',
    'POST /api/sessions/oidc/proof',
    'POST /api/sessions/oidc/proved',
  ];
  expect(
    stage.contract.routes
      .map(({ method, path }) => `${method} ${path}`)
      .filter((each) => !walked.has(each) && !elsewhere.includes(each)),
  ).toEqual([]);
});
