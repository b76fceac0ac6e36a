import { Secret } from 'aws-cdk-lib/aws-ecs';
import { DATABASE, ENV, PORTS, VIEWER_ADDRESS_HEADER } from '../../contract';
import { connectionsPerTask } from '../data/task-connections';
import { named } from '../security/named-secret';
import { mailSecrets, mailVariables } from './mail-variables';
import { signInVariable } from './staff-sign-in';
import { TicketServiceProps } from './ticket-service-props';
import { sends } from './without-egress';

/** The variables of the containers that run the app, by the names in the contract. */

/** @param deployment this deployment's name in the app's metrics */
export function appEnvironment(
  props: TicketServiceProps,
  deployment: string,
): Record<string, string> {
  const { app, database, cache, storage, staffSignIn, mail } = props;
  return {
    [ENV.PORT]: String(app.port),
    ...(app.tls ? { [ENV.TLS]: 'self-signed' } : {}),
    [ENV.DATABASE_URL]: database.url,
    [ENV.DATABASE_AUTH]: 'iam',
    [ENV.DATABASE_CA_FILE]: app.databaseCertificates,
    [ENV.DATABASE_CONNECTIONS]: String(connectionsPerTask(props.phase)),
    ...(database.replicaUrls ? { [ENV.DATABASE_REPLICA_URLS]: database.replicaUrls } : {}),
    [ENV.REDIS_URL]: cache.url,
    [ENV.REDIS_USERNAME]: cache.userName,
    [ENV.REDIS_CLUSTER]: '1',
    ...(sends(props) ? {} : { [ENV.MESSAGES]: 'off' }),
    [ENV.PUBLIC_URL]: props.publicUrl,
    [ENV.AUDIT_ANCHORS]: `s3://${storage.anchors.bucketName}`,
    [ENV.VIEWER_ADDRESS_HEADER]: VIEWER_ADDRESS_HEADER,
    ...signInVariable(staffSignIn),
    ...mailVariables(mail),
    [ENV.DEPLOYMENT]: deployment,
    ...(props.phase.foresightMetrics ? { [ENV.FORESIGHT_METRICS]: 'on' } : {}),
    [ENV.LOG_LEVEL]: props.logLevel ?? 'info',
    [ENV.OTEL_EXPORTER_OTLP_ENDPOINT]: `http://127.0.0.1:${PORTS.otlp}`,
  };
}

export function appSecrets(props: TicketServiceProps): Record<string, Secret> {
  const { cache, secrets, staffSignIn, mail } = props;
  return {
    [ENV.REDIS_PASSWORD]: named(cache.password),
    [ENV.TELEGRAM_BOT_TOKEN]: named(secrets.telegram, 'token'),
    [ENV.TELEGRAM_WEBHOOK_SECRET]: named(secrets.telegram, 'webhookSecret'),
    [ENV.DATA_KEYS]: named(secrets.dataKeys),
    ...(staffSignIn ? { [ENV.OIDC_CLIENT_SECRET]: named(staffSignIn.clientSecret) } : {}),
    ...mailSecrets(mail),
    ...((props.adminCode ?? true) ? { [ENV.ADMIN_CODE]: named(secrets.adminCode) } : {}),
  };
}

export function migrateEnvironment(props: TicketServiceProps): Record<string, string> {
  const { app, database, storage } = props;
  return {
    [ENV.DATABASE_URL]: database.administratorUrl,
    [ENV.DATABASE_CA_FILE]: app.databaseCertificates,
    [ENV.DATABASE_APP_ROLE]: DATABASE.appRole,
    ...(storage.assets ? { [ENV.PAGE_ASSETS]: `s3://${storage.assets.bucketName}` } : {}),
    [ENV.LOG_LEVEL]: props.logLevel ?? 'info',
  };
}

export function migrateSecrets({ database }: TicketServiceProps): Record<string, Secret> {
  return {
    [ENV.DATABASE_ADMIN_USERNAME]: named(database.administrator, 'username'),
    [ENV.DATABASE_ADMIN_PASSWORD]: named(database.administrator, 'password'),
  };
}
