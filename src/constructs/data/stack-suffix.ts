import { Aws, Fn } from 'aws-cdk-lib';

/**
 * Eight characters unique to this stack, for the names of resources that outlive it, so that
 * deploying again after a destroy does not collide with what was kept. Only CloudFormation knows
 * them, and they are the same in every phase.
 */
export function stackSuffix(): string {
  return Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))));
}
