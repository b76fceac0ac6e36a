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

/** How often the password is changed. */
const EVERY = Duration.days(7);

/**
 * The database administrator's secret, `{"username", "password"}` and, once attached, the address
 * of the database. How it is generated must never change. RDS could create and rotate it itself,
 * but it refuses read replicas of a PostgreSQL whose password it manages.
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

/** What the rotation needs. */
export interface RotationProps {
  readonly network: TicketNetwork;
  readonly encryptionKey: IKey;
  readonly logRetention: RetentionDays;
}

/**
 * Lets Secrets Manager change the password every seven days, with a function that AWS maintains and
 * that runs in the app's subnets.
 */
export function rotate(
  scope: Construct,
  attached: ISecret,
  { network, encryptionKey, logRetention }: RotationProps,
): void {
  const functionName = Fn.join('-', ['ticketero', stackSuffix(), 'rotation']);
  // Created before the function, which would otherwise create it itself: unencrypted and kept for
  // ever.
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
    rotateImmediatelyOnUpdate: false, // the password must not change in the middle of a deploy
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

/** Warns that somebody has to change the password by hand when there is no rotation. */
export function rotateByHand(secret: ISecret): void {
  acknowledge(secret, 'secretRotation');
}
