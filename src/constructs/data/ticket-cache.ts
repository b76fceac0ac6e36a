import { CfnDeletionPolicy, RemovalPolicy } from 'aws-cdk-lib';
import {
  CfnParameterGroup,
  CfnReplicationGroup,
  CfnSubnetGroup,
  CfnUser,
  CfnUserGroup,
} from 'aws-cdk-lib/aws-elasticache';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { PORTS } from '../../contract';
import { checked, Kinds, member, of, part, required, text } from '../given/given';
import { TicketNetwork } from '../network/ticket-network';
import { Phase } from '../phase/phase';
import { PHASE } from '../phase/phase-problems';
import { CacheEngine } from '../phase/phase-props';
import { acknowledge } from '../security/acknowledgements';
import { physicalName } from '../security/physical-name';
import { BACKUPS, windowAfter, windowProblems } from './weekly-window';

/** Properties of the cache. */
export interface TicketCacheProps {
  /** The phase, which sets its sizes. */
  readonly phase: Phase;
  /** The network it is in. */
  readonly network: TicketNetwork;
  /** The key that encrypts data at rest and logs. */
  readonly encryptionKey: IKey;
  /** The secret with the password of the app's user. */
  readonly password: ISecret;

  /**
   * How long its log is kept.
   *
   * @default the phase's
   */
  readonly logRetention?: RetentionDays;

  /**
   * When AWS may maintain it, once a week: days and times in UTC, such as `Sun:06:00-Sun:07:00`, an
   * hour at least, outside its snapshots (05:00 to 06:00).
   *
   * @default 'Sun:06:00-Sun:07:00', night in Chile, branches closed
   */
  readonly maintenanceWindow?: string;

  /**
   * What happens when the stack is deleted. With RemovalPolicy.DESTROY no final snapshot is taken.
   *
   * @default RemovalPolicy.SNAPSHOT
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** The user name of the app. */
const USER = 'ticketero';

/** What differs between the two engines. */
const engines = {
  [CacheEngine.VALKEY]: { engineVersion: '8.2', family: 'valkey8' },
  [CacheEngine.REDIS]: { engineVersion: '7.1', family: 'redis7' },
};

/** What each property takes. */
const KINDS: Kinds<TicketCacheProps> = {
  phase: PHASE,
  network: part('a TicketNetwork', 'taskGroup'),
  encryptionKey: required(of('a key, such as TicketKey.key')),
  password: required(of('a secret, such as Secret.fromSecretCompleteArn()')),
  logRetention: member('RetentionDays.ONE_MONTH or another RetentionDays', RetentionDays),
  maintenanceWindow: text,
  removalPolicy: member('RemovalPolicy.RETAIN or RemovalPolicy.DESTROY', RemovalPolicy),
};

/**
 * Valkey (or Redis) in cluster mode, with TLS and a user for the app. Cluster mode and users are
 * there from the first shard on, because neither can be added to a running cache without replacing
 * it; shards can be added while it serves. It only holds what may be lost: live hints, copies of
 * sessions, rate limits and snapshots of floors.
 */
export class TicketCache extends Construct {
  /** The replication group's id. */
  public readonly replicationGroupId: string;
  /** `rediss://` URL of the cluster, without user and password. */
  public readonly url: string;
  /** The user the app signs in as. */
  public readonly userName: string;
  /** The secret with the user's password. */
  public readonly password: ISecret;
  /** The node ids that CloudWatch uses as metric dimensions: `<group>-0001-001` and so on. */
  public readonly nodeIds: string[];

  public constructor(scope: Construct, id: string, props: TicketCacheProps) {
    super(scope, id);
    props = checked(this, props, KINDS);
    const { phase, network } = props;
    this.node.addValidation({ validate: () => problems(props) });
    const { engineVersion, family } = engines[phase.cacheEngine];
    const replicas = Math.max(phase.cacheReplicasPerShard, 0);
    this.userName = USER;
    this.password = props.password;
    const subnets = new CfnSubnetGroup(this, 'Subnets', {
      description: 'Ticketero data tier',
      subnetIds: network.vpc.selectSubnets(network.dataSubnets).subnetIds,
    });
    const parameters = new CfnParameterGroup(this, 'Parameters', {
      cacheParameterGroupFamily: family,
      description: 'Ticketero: cluster mode, forget what was used least',
      properties: { 'cluster-enabled': 'yes', 'maxmemory-policy': 'allkeys-lru' },
    });
    const log = new LogGroup(this, 'Log', {
      retention: props.logRetention ?? phase.logRetention,
      encryptionKey: props.encryptionKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });

    const group = new CfnReplicationGroup(this, 'Group', {
      replicationGroupDescription: 'Ticketero: live hints, sessions, limits, snapshots',
      engine: phase.cacheEngine,
      engineVersion,
      cacheNodeType: phase.cacheNodeType,
      numNodeGroups: phase.cacheShards,
      replicasPerNodeGroup: replicas,
      clusterMode: 'enabled',
      automaticFailoverEnabled: true,
      multiAzEnabled: replicas > 0,
      atRestEncryptionEnabled: true,
      kmsKeyId: props.encryptionKey.keyArn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      port: PORTS.cache,
      cacheParameterGroupName: parameters.ref,
      cacheSubnetGroupName: subnets.ref,
      securityGroupIds: [network.cacheGroup.securityGroupId],
      userGroupIds: [this.makeUsers(phase.cacheEngine).ref],
      autoMinorVersionUpgrade: true,
      preferredMaintenanceWindow: windowAfter(props.maintenanceWindow, 0).toLowerCase(),
      snapshotRetentionLimit: 15,
      snapshotWindow: BACKUPS.cache,
      logDeliveryConfigurations: ['slow-log', 'engine-log'].map((logType) => ({
        logType,
        logFormat: 'json',
        destinationType: 'cloudwatch-logs',
        destinationDetails: { cloudWatchLogsDetails: { logGroup: log.logGroupName } },
      })),
    });
    group.cfnOptions.updatePolicy = { useOnlineResharding: true };
    group.cfnOptions.deletionPolicy = policyOf(props);
    group.cfnOptions.updateReplacePolicy = policyOf(props);
    acknowledge(group, 'cacheUsers');

    this.replicationGroupId = group.ref;
    this.url = `rediss://${group.attrConfigurationEndPointAddress}:${PORTS.cache}`;
    this.nodeIds = Array.from({ length: phase.cacheShards }, (_, shard) =>
      Array.from(
        { length: 1 + replicas },
        (__, node) =>
          `${group.ref}-${String(shard + 1).padStart(4, '0')}-${String(node + 1).padStart(3, '0')}`,
      ),
    ).flat();
  }

  /** A user group with the app's user. */
  private makeUsers(engine: CacheEngine): CfnUserGroup {
    // Ids of users and groups are lower case and unique in the account and region. They may not
    // contain two hyphens in a row, which a stack's name may.
    const unique = (name: string) =>
      physicalName(this, name, 40).toLowerCase().replaceAll(/-{2,}/g, '-');
    const user = new CfnUser(this, 'User', {
      engine,
      userId: unique('app'),
      userName: USER,
      // Every key and channel, but no administration: the app needs no CONFIG, FLUSHALL, KEYS, ACL
      // or SHUTDOWN. Its client sends INFO when it connects.
      accessString: 'on ~* &* +@all -@admin -@dangerous +info',
      authenticationMode: {
        Type: 'password',
        Passwords: [this.password.secretValue.unsafeUnwrap()],
      },
    });
    const users = [user];
    if (engine === CacheEngine.REDIS) {
      // Redis requires a user called default in every group; this one may do nothing. Valkey does
      // not require it.
      users.push(
        new CfnUser(this, 'NobodyUser', {
          engine,
          userId: unique('nobody'),
          userName: 'default',
          accessString: 'off -@all',
          authenticationMode: { Type: 'no-password-required' },
        }),
      );
    }
    return new CfnUserGroup(this, 'Users', {
      engine,
      userGroupId: unique('users'),
      userIds: users.map((each) => each.ref),
    });
  }
}

const problems = ({ maintenanceWindow }: TicketCacheProps) =>
  windowProblems('cacheMaintenanceWindow', maintenanceWindow, {
    least: 60,
    backups: BACKUPS.cache,
  });

/** A trial takes no final snapshot. */
const policyOf = ({ removalPolicy }: TicketCacheProps) =>
  removalPolicy === RemovalPolicy.DESTROY ? CfnDeletionPolicy.DELETE : CfnDeletionPolicy.SNAPSHOT;
