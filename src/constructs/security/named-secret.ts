import { Secret } from 'aws-cdk-lib/aws-ecs';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';

/**
 * A secret that a container gets by name only. The execution role already has permission to read
 * it; the CDK's own grant would also write the role into the key's policy.
 */
class NamedSecret extends Secret {
  public readonly arn: string;
  public readonly hasField: boolean;

  public constructor(secret: ISecret, field: string | undefined) {
    super();
    this.arn = field === undefined ? secret.secretArn : `${secret.secretArn}:${field}::`;
    this.hasField = field !== undefined;
  }

  public grantRead(grantee: IGrantable): Grant {
    return Grant.drop(grantee, 'the execution role names every secret it reads');
  }
}

/** The whole of a secret, or one field of its JSON. */
export function named(secret: ISecret, field?: string): Secret {
  return new NamedSecret(secret, field);
}
