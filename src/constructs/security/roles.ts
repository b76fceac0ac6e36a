import { Stack } from 'aws-cdk-lib';
import { IRole, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeFinding } from './acknowledgements';

/** Conditions of a statement, by operator and key. */
type Conditions = Record<string, Record<string, string | string[]>>;

/** A statement and, if it has a wildcard, the reason. */
export interface Permission {
  readonly statement: PolicyStatement;
  /** Why the wildcard in its resources cannot be narrower. */
  readonly because?: string;
}

/** A role with exactly the given permissions. */
export interface ExactRole {
  readonly role: Role;
  /** The same role for constructs that add permissions of their own: what they add is dropped. */
  readonly sealed: IRole;
}

/**
 * A role for an AWS service, with all permissions in one customer-managed policy. Auditors ask to
 * avoid inline policies (NIST 800-53 AC-6), and nobody has reviewed what a construct adds by
 * itself. The role depends on its policy, so whatever uses the role starts with its permissions.
 */
export function exactRole(
  scope: Construct,
  id: string,
  service: string,
  description: string,
  permissions: Permission[],
): ExactRole {
  const role = new Role(scope, id, { assumedBy: new ServicePrincipal(service), description });
  const policy = new ManagedPolicy(role, 'Permissions', {
    description,
    statements: permissions.map(({ statement }) => statement),
  });
  role.addManagedPolicy(policy);
  for (const { statement, because } of permissions) {
    for (const resource of statement.resources
      .map((each) => flat(Stack.of(scope).resolve(each)))
      .filter((each) => each.includes('*'))) {
      acknowledgeFinding(policy, 'wildcards', `Resource::${resource}`, because);
    }
  }
  return { role, sealed: role.withoutPolicyUpdates() };
}

/** Allows actions on named resources. */
export function allow(actions: string[], resources: string[], conditions?: Conditions): Permission {
  return { statement: new PolicyStatement({ actions, resources, conditions }) };
}

/** Allows actions on resources that cannot all be named; `because` says why. */
export function allowWide(
  because: string,
  actions: string[],
  resources: string[],
  conditions?: Conditions,
): Permission {
  return { statement: new PolicyStatement({ actions, resources, conditions }), because };
}

/**
 * A resolved ARN as one string with references in angle brackets, which is how the security packs
 * name it in a finding.
 */
function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const node = value as { Ref?: string; 'Fn::GetAtt'?: string[]; 'Fn::Join'?: [string, unknown[]] };
  if (node.Ref !== undefined) return `<${node.Ref}>`;
  if (node['Fn::GetAtt']) return `<${node['Fn::GetAtt'].join('.')}>`;
  if (node['Fn::Join']) return node['Fn::Join'][1].map(flat).join(node['Fn::Join'][0]);
  return JSON.stringify(value);
}
