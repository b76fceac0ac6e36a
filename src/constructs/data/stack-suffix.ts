import { Aws, Fn } from 'aws-cdk-lib';

/**
 * Eight characters that are this stack's own, in names of what outlives it: deploying again after a
 * destroy then does not meet the name of what was kept. Known to CloudFormation only, and the same
 * in every phase.
 */
export function stackSuffix(): string {
  return Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))));
}
