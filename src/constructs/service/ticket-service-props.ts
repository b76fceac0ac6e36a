import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { TicketCache } from '../data/ticket-cache';
import { TicketDatabase } from '../data/ticket-database';
import { TicketStorage } from '../data/ticket-storage';
import { TicketBalancer } from '../edge/ticket-balancer';
import { TicketApp } from '../image/ticket-app';
import { TicketNetwork } from '../network/ticket-network';
import { Phase } from '../phase/phase';
import { TicketSecrets } from '../security/ticket-secrets';
import { TicketHosts } from './ticket-hosts';

/** How the service is made. */
export interface TicketServiceProps {
  /** Its sizes. */
  readonly phase: Phase;
  /** What it runs. */
  readonly app: TicketApp;
  /** What it runs on. */
  readonly hosts: TicketHosts;
  /** Where it is. */
  readonly network: TicketNetwork;
  /** What sends it requests. */
  readonly balancer: TicketBalancer;
  /** Its database. */
  readonly database: TicketDatabase;
  /** Its cache. */
  readonly cache: TicketCache;
  /** Its secrets. */
  readonly secrets: TicketSecrets;
  /** Its buckets. */
  readonly storage: TicketStorage;
  /** Encrypts its log. */
  readonly encryptionKey: IKey;
  /** `https://` and the host people use. */
  readonly publicUrl: string;

  /**
   * Whether administrators may open a shell in a task (ECS exec), recorded.
   *
   * @default false
   */
  readonly execAccess?: boolean;

  /**
   * How long its log is kept.
   *
   * @default the phase's
   */
  readonly logRetention?: RetentionDays;

  /**
   * The OpenTelemetry collector that runs beside the app.
   *
   * @default the AWS distribution, pinned
   */
  readonly collectorImage?: string;

  /**
   * What the app logs: `debug`, `info`, `warn` or `error`.
   *
   * @default 'info'
   */
  readonly logLevel?: string;
}
