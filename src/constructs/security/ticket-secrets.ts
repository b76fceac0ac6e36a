import { RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ISecret, Secret, SecretStringGenerator } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledgements';

/** How the app's secrets are made. */
export interface TicketSecretsProps {
  /** Encrypts the secrets. */
  readonly encryptionKey: IKey;

  /**
   * What happens to the secrets when the stack is deleted. Without the data keys the customers'
   * national ids and phones in every backup are unreadable.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Versions of the origin secret that the load balancer accepts, newest first; the edge sends the
   * first. Give two while rotating it (runbook).
   *
   * @default the current version
   */
  readonly originSecretVersions?: string[];
}

/**
 * Every credential the deployment has, but the database administrator's, which is made with the
 * database. How each is generated must never change: another generator makes another secret, and
 * what the old one encrypted is lost.
 */
export class TicketSecrets extends Construct {
  /**
   * Keys of the data (national ids, phones), the index, the audit chain and the ticket links, as
   * text: the first key of all four.
   */
  public readonly dataKeys: ISecret;
  /** One-time code that creates the first administrator. */
  public readonly adminCode: ISecret;
  /** JSON `{"token", "webhookSecret"}`. An empty token, as it is made, leaves Telegram off. */
  public readonly telegram: ISecret;
  /** Password of the cache's user. */
  public readonly cachePassword: ISecret;
  /** What the edge sends in the origin header. */
  public readonly origin: ISecret;

  private readonly originVersions: string[];

  public constructor(scope: Construct, id: string, props: TicketSecretsProps) {
    super(scope, id);
    this.originVersions = props.originSecretVersions ?? [];
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;
    const make = (
      name: string,
      description: string,
      generateSecretString: SecretStringGenerator,
    ) => {
      const secret = new Secret(this, name, {
        description,
        encryptionKey: props.encryptionKey,
        removalPolicy,
        generateSecretString,
      });
      acknowledge(secret, 'secretRotation');
      return secret;
    };
    const text = (passwordLength: number): SecretStringGenerator => ({
      passwordLength,
      excludePunctuation: true,
    });

    this.dataKeys = make(
      'DataKeys',
      'Ticketero: keys of personal data, index, audit chain and ticket links',
      text(64),
    );
    this.adminCode = make(
      'AdminCode',
      'Ticketero: one-time code for the first administrator',
      text(24),
    );
    this.telegram = make(
      'Telegram',
      'Ticketero: Telegram bot token (empty: off) and webhook secret',
      {
        ...text(48),
        secretStringTemplate: JSON.stringify({ token: '' }),
        generateStringKey: 'webhookSecret',
      },
    );
    this.cachePassword = make(
      'CachePassword',
      'Ticketero: password of the user of the cache',
      text(64),
    );
    this.origin = make(
      'Origin',
      'Ticketero: what the edge proves itself with to the load balancer',
      text(48),
    );
  }

  /**
   * The values of the origin secret that are accepted, newest first, as references that
   * CloudFormation resolves when it deploys.
   */
  public originSecretValues(): SecretValue[] {
    if (this.originVersions.length === 0) {
      return [SecretValue.secretsManager(this.origin.secretArn)];
    }
    return this.originVersions.map((versionId) =>
      SecretValue.secretsManager(this.origin.secretArn, { versionId }),
    );
  }
}
