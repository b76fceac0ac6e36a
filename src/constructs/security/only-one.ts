import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Context key of a whole deployment, which reports for its parts. */
const WHOLE = 'ticketero:whole';

/** Marks a construct as a whole deployment, before its parts are created. */
export function markWhole(scope: Construct): void {
  scope.node.setContext(WHOLE, true);
}

/** Whether a construct is a part of a whole deployment. */
export const isPart = (scope: Construct): boolean =>
  scope.node.scope?.node.tryGetContext(WHOLE) === true;

/**
 * What is wrong if the stack has another construct of the same class, whose names would collide:
 * one sentence, reported on the later one.
 * @param shares what the two would share, such as `the name of the dashboard`
 */
export function onlyOne(scope: Construct, shares: string): string[] {
  if (isPart(scope)) return [];
  const stack = Stack.of(scope);
  const kind = scope.constructor;
  const all = stack.node
    .findAll()
    .filter((each) => each.constructor === kind && Stack.of(each) === stack);
  if (all.length < 2 || all[0] === scope) return [];
  const others = all.filter((each) => each !== scope).map(({ node }) => node.path);
  return [
    `the stack ${stack.stackName} has more than one ${kind.name} (${others.join(', ')} as well), ` +
      `and they would share ${shares}; give each a stack of its own`,
  ];
}
