import { Duration, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { HostedRotation, ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { DATABASE, PORTS } from '../../contract';
import { TicketNetwork } from '../network/ticket-network';
import { acknowledge } from '../security/acknowledgements';
import { stackSuffix } from './stack-suffix';

/** How often the password changes. */
const EVERY = Duration.days(7);

/**
 * The database administrator's secret, `{"username", "password"}` and, once attached, where the
 * database is. How it is generated must never change. RDS could make and rotate it by itself, but
 * refuses read replicas to a PostgreSQL whose password it manages.
 */
export function administratorSecret(
  scope: Construct,
  encryptionKey: IKey,
  removalPolicy: RemovalPolicy,
): Secret {
  return new Secret(scope, 'AdministratorSecret', {
    description: 'Ticketero: administrator of the database, for migrate',
    encryptionKey,
    removalPolicy,
    generateSecretString: {
      passwordLength: 48,
      excludePunctuation: true,
      secretStringTemplate: JSON.stringify({ username: DATABASE.administrator }),
      generateStringKey: 'password',
    },
  });
}

/** What the rotation is made of. */
export interface RotationProps {
  readonly network: TicketNetwork;
  readonly encryptionKey: IKey;
  readonly logRetention: RetentionDays;
}

/**
 * Has Secrets Manager change the password every seven days, by the function that AWS maintains, in
 * the app's subnets.
 */
export function rotate(
  scope: Construct,
  attached: ISecret,
  { network, encryptionKey, logRetention }: RotationProps,
): void {
  const functionName = Fn.join('-', ['ticketero', stackSuffix(), 'rotation']);
  // Made before the function, or the function makes it: without a key, and for ever.
  const log = new LogGroup(scope, 'RotationLog', {
    logGroupName: `/aws/lambda/${functionName}`,
    retention: logRetention,
    encryptionKey,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const group = new SecurityGroup(scope, 'RotationGroup', {
    vpc: network.vpc,
    description: 'Ticketero rotation of the database administrator: nothing in',
    allowAllOutbound: false,
  });
  group.connections.allowTo(network.databaseGroup, Port.tcp(PORTS.database), 'PostgreSQL');
  group.connections.allowToAnyIpv4(Port.HTTPS, 'Secrets Manager');
  const schedule = attached.addRotationSchedule('Rotation', {
    automaticallyAfter: EVERY,
    rotateImmediatelyOnUpdate: false, // no change of password in the middle of a deploy
    hostedRotation: HostedRotation.postgreSqlSingleUser({
      functionName,
      vpc: network.vpc,
      vpcSubnets: network.appSubnets,
      securityGroups: [group],
      excludeCharacters: ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
    }),
  });
  schedule.node.addDependency(log, group);
}

/** Without rotation: who does it instead. */
export function rotateByHand(secret: ISecret): void {
  acknowledge(secret, 'secretRotation');
}
