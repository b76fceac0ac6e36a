import { CfnOutput, Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Alarm, Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule } from 'aws-cdk-lib/aws-events';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnEventSubscription } from 'aws-cdk-lib/aws-rds';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { TicketBackup } from '../data/ticket-backup';
import { TicketCache } from '../data/ticket-cache';
import { TicketDatabase } from '../data/ticket-database';
import { EdgeGuard } from '../edge/edge-guard';
import { TicketBalancer } from '../edge/ticket-balancer';
import { TicketEdge } from '../edge/ticket-edge';
import { TicketFirewall } from '../edge/ticket-firewall';
import { checked, Kinds, of, part, required, text, yesOrNo } from '../given/given';
import { TicketNetwork } from '../network/ticket-network';
import { Phase } from '../phase/phase';
import { PHASE } from '../phase/phase-problems';
import { onlyOne } from '../security/only-one';
import { topicProblems } from '../security/things-given';
import { TicketHosts } from '../service/ticket-hosts';
import { TicketService } from '../service/ticket-service';
import { alarmList } from './alarms/alarm-list';
import { dashboardRows } from './dashboard';
import { alarm, alarmTopic, subscribe } from './make-alarm';

/** What is watched, and who is notified. */
export interface TicketObservabilityProps {
  /** The phase; some thresholds depend on its sizes. */
  readonly phase: Phase;
  /** The network, for its NAT instances. */
  readonly network: TicketNetwork;
  /** The database. */
  readonly database: TicketDatabase;
  /** The cache. */
  readonly cache: TicketCache;
  /** The hosts. */
  readonly hosts: TicketHosts;
  /** The service. */
  readonly service: TicketService;
  /** The load balancer. */
  readonly balancer: TicketBalancer;
  /** The load balancer's firewall. */
  readonly firewall: TicketFirewall;
  /** The edge. */
  readonly edge: TicketEdge;
  /** The edge's firewall. */
  readonly guard: EdgeGuard;
  /** The backups. */
  readonly backup: TicketBackup;
  /** The key that encrypts the topic. */
  readonly encryptionKey: IKey;

  /**
   * The topic for alarms. CloudWatch, Budgets, EventBridge and RDS events must be allowed to
   * publish to it.
   *
   * @default a new topic is created
   */
  readonly alarmTopic?: ITopic;

  /**
   * An e-mail address that is subscribed to the topic; AWS asks it to confirm.
   *
   * @default nobody is notified until you subscribe to the topic, whose ARN is a stack output
   */
  readonly alarmEmail?: string;

  /**
   * Whether a budget of the phase's amount watches what the whole account costs.
   *
   * @default true
   */
  readonly accountBudget?: boolean;
}

/** What each property takes. */
const KINDS: Kinds<TicketObservabilityProps> = {
  phase: PHASE,
  network: part('a TicketNetwork', 'taskGroup'),
  database: part('a TicketDatabase', 'primary'),
  cache: part('a TicketCache', 'nodeIds'),
  hosts: part('a TicketHosts', 'cluster'),
  service: part('a TicketService', 'deployment'),
  balancer: part('a TicketBalancer', 'balancer'),
  firewall: part('a TicketFirewall', 'metricName'),
  edge: part('a TicketEdge', 'distribution'),
  guard: part('an EdgeGuard', 'mailLinks'),
  backup: part('a TicketBackup', 'vault'),
  encryptionKey: required(of('a key, such as TicketKey.key')),
  alarmTopic: of('a topic, such as Topic.fromTopicArn()'),
  alarmEmail: text,
  accountBudget: yesOrNo,
};

/**
 * Alarms, each with a section in the runbook; a dashboard; a budget; and the topic that all of them
 * notify.
 */
export class TicketObservability extends Construct {
  /** The topic for alarms. */
  public readonly topic: ITopic;
  /** The dashboard. */
  public readonly dashboard: Dashboard;
  /** The alarms. */
  public readonly alarms: Alarm[];
  /** Headings in the runbook to which alarms, events and the budget refer. */
  public readonly headings: string[];

  public constructor(scope: Construct, id: string, props: TicketObservabilityProps) {
    super(scope, id);
    props = checked(this, props, KINDS);
    this.node.addValidation({
      validate: () => [
        ...topicProblems(this, props.alarmTopic),
        ...onlyOne(this, 'the names of alarms and dashboard'),
      ],
    });
    this.topic = props.alarmTopic ?? alarmTopic(this, props.encryptionKey);
    if (props.alarmEmail) {
      subscribe(this, this.topic, props.alarmEmail, props.alarmTopic !== undefined);
    }

    const specs = alarmList(props);
    this.alarms = specs.map((spec) => alarm(this, spec, this.topic, Stack.of(this)));
    this.events(props);
    const budgeted = props.accountBudget ?? true;
    if (budgeted) this.budget(props.phase);
    this.headings = [
      ...new Set([
        ...specs.map((spec) => spec.heading),
        'A deploy failed',
        'A backup failed',
        'The database failed over',
        ...(props.backup.copied ? ['A backup was not copied'] : []),
        ...(budgeted ? ['The month costs more than its budget'] : []),
      ]),
    ];

    const { stackName, region } = Stack.of(this);
    this.dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: `${stackName}-${region}`,
      start: '-PT3H',
      widgets: dashboardRows(props, this.alarms),
    });
    new CfnOutput(this, 'DashboardName', {
      description: 'CloudWatch dashboard',
      value: this.dashboard.dashboardName,
    }).overrideLogicalId('DashboardName');
    new CfnOutput(this, 'AlarmTopic', {
      description: 'Subscribe here to hear alarms',
      value: this.topic.topicArn,
    }).overrideLogicalId('AlarmTopic');
  }

  private events({ service, database, backup }: TicketObservabilityProps) {
    // The policies of key and topic already name EventBridge; the CDK's own target would open the
    // key to it without a condition.
    const toTopic = { bind: () => ({ arn: this.topic.topicArn }) };
    const { serviceArn } = service.service;
    new Rule(this, 'DeployFailed', {
      description: 'A deploy failed. Runbook: docs/runbook.md#a-deploy-failed',
      eventPattern: {
        source: ['aws.ecs'],
        detailType: ['ECS Deployment State Change'],
        resources: [serviceArn],
        detail: { eventName: ['SERVICE_DEPLOYMENT_FAILED'] },
      },
      targets: [toTopic],
    });
    // AWS Backup's metrics count failed jobs only, not expired or aborted ones, and whether copies
    // have metrics is not documented; events report all of them.
    const { vault } = backup;
    new Rule(this, 'BackupEnded', {
      description: 'A backup was not made. Runbook: docs/runbook.md#a-backup-failed',
      eventPattern: {
        source: ['aws.backup'],
        detailType: ['Backup Job State Change'],
        detail: {
          state: ['ABORTED', 'EXPIRED', 'FAILED'],
          backupVaultArn: [vault.backupVaultArn],
        },
      },
      targets: [toTopic],
    });
    if (backup.copied) {
      new Rule(this, 'CopyFailed', {
        description: 'A backup was not copied. Runbook: docs/runbook.md#a-backup-was-not-copied',
        eventPattern: {
          source: ['aws.backup'],
          detailType: ['Copy Job State Change'],
          detail: {
            state: ['FAILED', 'PARTIAL'],
            sourceBackupVaultArn: [vault.backupVaultArn],
          },
        },
        targets: [toTopic],
      });
    }
    new CfnEventSubscription(this, 'DatabaseEvents', {
      snsTopicArn: this.topic.topicArn,
      sourceType: 'db-instance',
      sourceIds: [
        database.primary.instanceIdentifier,
        ...database.replicas.map((replica) => replica.instanceIdentifier),
      ],
      eventCategories: ['failover', 'failure', 'low storage', 'recovery'],
      enabled: true,
    });
  }

  private budget(phase: Phase) {
    const subscribers = [{ subscriptionType: 'SNS', address: this.topic.topicArn }];
    const notification = (notificationType: string, threshold: number) => ({
      notification: {
        notificationType,
        comparisonOperator: 'GREATER_THAN',
        threshold,
        thresholdType: 'PERCENTAGE',
      },
      subscribers,
    });
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: phase.monthlyBudget, unit: 'USD' },
      },
      notificationsWithSubscribers: [
        notification('ACTUAL', 80),
        notification('ACTUAL', 100),
        notification('FORECASTED', 110),
      ],
    });
  }
}
