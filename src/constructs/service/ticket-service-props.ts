import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { TicketCache } from '../data/ticket-cache';
import { TicketDatabase } from '../data/ticket-database';
import { TicketStorage } from '../data/ticket-storage';
import { TicketBalancer } from '../edge/ticket-balancer';
import { TicketApp } from '../image/ticket-app';
import { MailServer } from '../network/mail-server';
import { TicketNetwork } from '../network/ticket-network';
import { Phase } from '../phase/phase';
import { TicketSecrets } from '../security/ticket-secrets';
import { StaffSignIn } from './staff-sign-in';
import { TicketHosts } from './ticket-hosts';

/** Properties of the service. */
export interface TicketServiceProps {
  /** The phase, which sets its sizes. */
  readonly phase: Phase;
  /** The app it runs. */
  readonly app: TicketApp;
  /** The hosts it runs on. */
  readonly hosts: TicketHosts;
  /** The network it is in. */
  readonly network: TicketNetwork;
  /** The load balancer that sends it requests. */
  readonly balancer: TicketBalancer;
  /** Its database. */
  readonly database: TicketDatabase;
  /** Its cache. */
  readonly cache: TicketCache;
  /** Its secrets. */
  readonly secrets: TicketSecrets;
  /** Its buckets. */
  readonly storage: TicketStorage;
  /** The key that encrypts its log. */
  readonly encryptionKey: IKey;
  /** `https://` and the host people use. */
  readonly publicUrl: string;

  /**
   * Environment variables of your own for the image, in the containers that serve and migrate.
   *
   * @default none
   */
  readonly environment?: { [name: string]: string };

  /**
   * Whether tasks get the one-time code for the first administrator. It opens nothing once there is
   * one; deploy with `false` then, so that no container has it.
   *
   * @default true
   */
  readonly adminCode?: boolean;

  /**
   * Whether administrators may open a recorded shell in a task (ECS Exec).
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
   * The image of the OpenTelemetry collector that runs beside the app.
   *
   * @default the AWS distribution, at a pinned version
   */
  readonly collectorImage?: string;

  /**
   * The least severe level that the app logs: `debug`, `info`, `warn` or `error`.
   *
   * @default 'info'
   */
  readonly logLevel?: string;

  /**
   * Whether anything is sent by Telegram, webhooks and mail. A copy of a database must not send
   * while the original still does: customers and programs would hear from both.
   *
   * @default true
   */
  readonly messages?: boolean;

  /**
   * The bank's own sign-in for staff.
   *
   * @default staff sign in with passwords
   */
  readonly staffSignIn?: StaffSignIn;

  /**
   * The mail server that sends reports. The network must be given the same one.
   *
   * @default no reports by mail
   */
  readonly mail?: MailServer;

  /**
   * What happens to its log when the stack is deleted.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}
