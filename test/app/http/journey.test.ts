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
    // Covered by identity/second-factor/admin-link.ts, where an operator has made a link.
    'POST /api/sessions/admin-link',
    // Covered by identity/oidc, where there is a provider.
    'POST /api/sessions/oidc',
    'POST /api/sessions/oidc/begin',
    'POST /api/sessions/oidc/logout',
    'POST /api/sessions/oidc/proof',
    'POST /api/sessions/oidc/proved',
    // Covered by identity/second-factor/passkeys.ts, where people have authenticators.
    'POST /api/sessions/passkey/ask',
    'POST /api/sessions/passkey',
    'POST /api/sessions/second-step/passkey/offer',
    'POST /api/sessions/second-step/passkey',
    'GET /api/sessions/passkeys',
    'POST /api/sessions/passkeys/offer',
    'POST /api/sessions/passkeys',
    'PUT /api/sessions/passkeys/{passkey}',
    'DELETE /api/sessions/passkeys/{passkey}',
    'POST /api/sessions/proof/passkey/ask',
    'POST /api/sessions/proof/passkey',
    'GET /api/staff/{staff}/passkeys',
    'DELETE /api/staff/{staff}/passkeys/{passkey}',
  ];
  expect(
    stage.contract.routes
      .map(({ method, path }) => `${method} ${path}`)
      .filter((each) => !walked.has(each) && !elsewhere.includes(each)),
  ).toEqual([]);
});
