import { IRole, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** A role with exactly the statements given, and the form that other constructs may be handed. */
export interface ExactRole {
  readonly role: Role;
  /** The same role for constructs that would add permissions of their own: what they add is dropped, the statements above are all there is. */
  readonly sealed: IRole;
}

/**
 * A role for an AWS service whose permissions are all in one customer-managed policy. Inline policies are what auditors ask to avoid
 * (NIST 800-53 AC-6), and what a construct adds by itself nobody has read.
 */
export function exactRole(scope: Construct, id: string, service: string, description: string, statements: PolicyStatement[]): ExactRole {
  const role = new Role(scope, id, { assumedBy: new ServicePrincipal(service), description });
  const policy = new ManagedPolicy(role, 'Permissions', { description, statements });
  policy.attachToRole(role);
  // Whoever uses the role has to wait for its permissions, or the first start fails.
  role.node.addDependency(policy);
  return { role, sealed: role.withoutPolicyUpdates() };
}

/** One statement that allows. */
export function allow(actions: string[], resources: string[], conditions?: Record<string, Record<string, string | string[]>>): PolicyStatement {
  return new PolicyStatement({ actions, resources, conditions });
}
