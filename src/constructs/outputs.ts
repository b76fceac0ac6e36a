import { CfnOutput } from 'aws-cdk-lib';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { TicketBackup } from './data/ticket-backup';
import { TicketCache } from './data/ticket-cache';
import { TicketDatabase } from './data/ticket-database';
import { TicketStorage } from './data/ticket-storage';
import { TicketKey } from './security/ticket-key';
import { TicketSecrets } from './security/ticket-secrets';
import { TicketHosts } from './service/ticket-hosts';
import { TicketService } from './service/ticket-service';

/** The parts of a deployment whose names are needed later. */
interface Named extends Construct {
  readonly url: string;
  readonly key: TicketKey;
  readonly secrets: TicketSecrets;
  readonly storage: TicketStorage;
  readonly database: TicketDatabase;
  readonly cache: TicketCache;
  readonly hosts: TicketHosts;
  readonly service: TicketService;
  readonly backup: TicketBackup;
  readonly hostEvents: ITopic;
}

/**
 * What README and runbook need to know about a deployment, under the short names they use: the
 * CDK's own names would contain the construct's path and a hash.
 */
export function addOutputs(deployment: Named): void {
  const { secrets, database, hosts, service, storage, backup, cache, key } = deployment;
  const scope = new Construct(deployment, 'Outputs');
  const output = (id: string, description: string, value: string) =>
    new CfnOutput(scope, id, { description, value }).overrideLogicalId(id);
  output('Url', 'Where people go', deployment.url);
  output(
    'AdminCode',
    'Secret with the one-time code for the first administrator',
    secrets.adminCode.secretArn,
  );
  output('TelegramSecret', 'Secret whose token turns Telegram on', secrets.telegram.secretArn);
  output('DataKeys', 'Secret without which no backup can be read', secrets.dataKeys.secretArn);
  output('OriginSecret', 'Secret between edge and load balancer', secrets.origin.secretArn);
  output('CachePassword', 'Secret of the user of the cache', cache.password.secretArn);
  output(
    'AdministratorSecret',
    "Secret of the database's administrator, which migrate reads",
    database.administrator.secretArn,
  );
  output('Database', 'Identifier of the primary', database.primary.instanceIdentifier);
  output('Cluster', 'ECS cluster', hosts.cluster.clusterName);
  output('Service', 'ECS service', service.service.serviceName);
  output('Hosts', 'Auto Scaling group of the hosts', hosts.group.autoScalingGroupName);
  output('Anchors', 'Bucket with the hashes of closed days', storage.anchors.bucketName);
  output('Logs', 'Bucket with access logs and flow logs', storage.logs.bucketName);
  output('Vault', 'Vault with the nightly backups', backup.vault.backupVaultName);
  output('BackupRole', 'Role with which backups are taken', backup.role.roleArn);
  output('Key', 'Key that encrypts everything at rest', key.key.keyArn);
  output(
    'HostEventTopic',
    'Subscribe here to hear of every launch and end of a host',
    deployment.hostEvents.topicArn,
  );
  output('AppLog', 'Log group of the app', service.log.logGroupName);
}
