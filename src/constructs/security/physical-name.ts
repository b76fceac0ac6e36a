import { createHash } from 'node:crypto';
import { Names, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** Eight characters of a text's hash. */
export const shortHash = (text: string) =>
  createHash('sha256').update(text).digest('hex').slice(0, 8);

/**
 * A name for a resource that CloudFormation does not name by itself: `stack-region-purpose-hash`.
 * It differs between stacks and between regions, because CloudFront's names are shared by all
 * regions of an account, and it is the same in every phase.
 * @param purpose what distinguishes it from other names of the same construct, such as `headers`
 * @param maxLength characters that the service allows; the stack's name is cut to fit
 */
export function physicalName(scope: IConstruct, purpose: string, maxLength: number): string {
  const stack = Stack.of(scope);
  // a nested stack's name is only known during the deploy
  const name = Token.isUnresolved(stack.stackName) ? Names.uniqueId(stack) : stack.stackName;
  // a stack without a region is refused elsewhere
  const region = Token.isUnresolved(stack.region) ? 'region' : stack.region;
  const hash = shortHash([name, region, scope.node.path, purpose].join('\n'));
  const rest = `-${region}-${purpose}-${hash}`;
  return `${name.slice(0, Math.max(maxLength - rest.length, 1)).replace(/-+$/, '')}${rest}`;
}
