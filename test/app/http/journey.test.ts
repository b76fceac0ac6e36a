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
  // Covered by enrolment.test.ts, where there is no administrator yet.
  const elsewhere = ['POST /api/sessions/first-admin'];
  expect(
    stage.contract.routes
      .map(({ method, path }) => `${method} ${path}`)
      .filter((each) => !walked.has(each) && !elsewhere.includes(each)),
  ).toEqual([]);
});
