import { CfnResource, PERMISSIONS_BOUNDARY_CONTEXT_KEY, Stack } from 'aws-cdk-lib';
import { IManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';

/** Whether its stack, stage or app has a permissions boundary: the CDK keeps it in the context. */
export const hasBoundary = (scope: Construct): boolean =>
  scope.node.tryGetContext(PERMISSIONS_BOUNDARY_CONTEXT_KEY) !== undefined;

/**
 * Gives tags and permissions boundary to the functions that the CDK adds at the top of a stack,
 * such as the one that empties the network's default security group. Neither aspect reaches them
 * from the construct, and tags reach none of their resources. The budget gets its tags here too.
 */
export function reachHelpers(
  scope: Construct,
  tags: Readonly<Record<string, string>>,
  boundary: IManagedPolicy | undefined,
): void {
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const typed = (below: IConstruct, ...types: string[]) =>
    below.node
      .findAll()
      .filter((each) => CfnResource.isCfnResource(each))
      .filter(({ cfnResourceType }) => types.includes(cfnResourceType));
  for (const helper of Stack.of(scope).node.children) {
    if (!helper.node.id.startsWith('Custom::')) continue;
    if (boundary) PermissionsBoundary.of(helper).apply(boundary);
    for (const resource of typed(helper, 'AWS::IAM::Role', 'AWS::Lambda::Function')) {
      resource.addPropertyOverride('Tags', list);
    }
  }
  // its tags property has another name, which the aspect does not know
  for (const budget of typed(scope, 'AWS::Budgets::Budget')) {
    budget.addPropertyOverride('ResourceTags', list);
  }
}
