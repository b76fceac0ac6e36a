import { RemovalPolicy } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** Something with a removal policy. */
interface Removable extends IConstruct {
  applyRemovalPolicy(policy: RemovalPolicy): void;
}

/**
 * Keeps what a kept database needs. AWS refuses to delete a subnet group, a parameter group, a
 * security group, a subnet or a network that a database still uses, so deleting the stack, or
 * rolling a failed first deploy back, would end in DELETE_FAILED or ROLLBACK_FAILED
 * (aws/aws-cdk#5282, aws/aws-cdk#22141). None of them costs anything.
 */
export function keepTogether(policy: RemovalPolicy, ...resources: Removable[]): void {
  if (policy === RemovalPolicy.DESTROY) return;
  for (const resource of resources) resource.applyRemovalPolicy(policy);
}

/** As above, for a role and the policy with its permissions. */
export function keepRole(policy: RemovalPolicy, role: Role): void {
  const permissions = role.node.children.filter(
    (child): child is Removable =>
      'applyRemovalPolicy' in child && child !== role.node.defaultChild,
  );
  keepTogether(policy, role, ...permissions);
}
