import { databaseProblems } from '../../../src/constructs/data/ticket-database-props';

const said = (restoredFrom: string) =>
  databaseProblems({ restoredFrom } as Parameters<typeof databaseProblems>[0], 'us-east-1');
const arn = 'arn:aws:rds:us-east-1:111122223333';

test.each([
  'drill-2026-11-26',
  'rds:ticketero-1234abcd-2026-11-26-05-10',
  `${arn}:snapshot:before-upgrade`,
  `${arn}:snapshot:awsbackup:job-1234abcd`,
  `${arn}:snapshot:rds:ticketero-1234abcd-2026-11-26-05-10`,
])('%s is a snapshot', (name) => expect(said(name)).toEqual([]));

test.each([
  ['snap-', /restoredFrom is "snap-", which no snapshot is called; give letters, digits and/],
  ['a--b', /which no snapshot is called/],
  ['1st', /which no snapshot is called/],
  [`${arn}:cluster-snapshot:x`, /which is not a snapshot of an instance but a cluster-snapshot/],
  [`${arn}:db:ticketero`, /which is not a snapshot of an instance but a db/],
  ['arn:aws:s3:::bucket', /give the identifier or the ARN of a snapshot of RDS/],
  [`${arn}:snapshot:x`.replace('east', 'west'), /is in us-west-1 and the stack in us-east-1; copy/],
])('%s is refused before RDS would', (name, problem) => {
  expect(said(name)).toEqual([expect.stringMatching(problem)]);
});
