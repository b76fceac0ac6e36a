import { GrowthResource } from './growth-template';
import { Guard } from './guard';
import { accessGuards } from './guards-access';
import { databaseGuards } from './guards-database';
import { keptGuards } from './guards-kept';

/** All guards. A test tampers with each. */
export const guards: readonly Guard[] = [...databaseGuards, ...keptGuards, ...accessGuards];

/** Types that may open something just by being added. */
const OPENERS = [
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Role',
  'AWS::S3::BucketPolicy',
];

/** What a step gives up of a resource's protection: one sentence each. */
export function givenUp(before: GrowthResource | undefined, after: GrowthResource): string[] {
  if (!before && !OPENERS.includes(after.Type)) return [];
  const old = before ?? { Type: after.Type, Properties: {} };
  return guards
    .filter(
      ({ type, when, weakens }) =>
        type === after.Type &&
        old.Type === after.Type &&
        (when?.(old) ?? true) &&
        weakens(old, after),
    )
    .map(({ says }) => says);
}
