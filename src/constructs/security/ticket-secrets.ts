import { RemovalPolicy, SecretValue, Token } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ISecret, Secret, SecretStringGenerator } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { checked, Kinds, member, of, required, text, texts } from '../given/given';
import { acknowledge } from './acknowledgements';

/** How many values a load balancer's condition may have. */
const MOST_VERSIONS = 5;
/** The form of a version id in Secrets Manager. */
const VERSION = /^[A-Za-z0-9-]{32,64}$/;

function versionProblems(versions: readonly string[]): string[] {
  const given = `originSecretVersions has ${versions.length} (${versions.join(', ')})`;
  if (versions.length > MOST_VERSIONS) {
    return [`${given}; give two while the secret is rotated, ${MOST_VERSIONS} at most`];
  }
  const wrong = versions.filter((each) => !Token.isUnresolved(each) && !VERSION.test(each));
  if (wrong.length > 0) {
    return [
      `originSecretVersions has "${wrong.join('", "')}", which no version is called; ` +
        'give ids as aws secretsmanager list-secret-version-ids prints them',
    ];
  }
  return new Set(versions).size < versions.length
    ? [`${given}, one of them twice; give each version once, the newest first`]
    : [];
}

/** Properties of the app's secrets. */
export interface TicketSecretsProps {
  /** The key that encrypts the secrets. */
  readonly encryptionKey: IKey;

  /**
   * What happens to the secrets when the stack is deleted. Without the data keys, customers'
   * national IDs and phone numbers are unreadable in every backup.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Version ids of the origin secret that the load balancer accepts, newest first; the edge sends
   * the first. Give two while the secret is rotated (see the runbook).
   *
   * @default the current version
   */
  readonly originSecretVersions?: string[];

  /**
   * An existing secret with the data keys. A database restored in a new stack needs the keys it was
   * written with: the app refuses it with others.
   *
   * @default a new secret is created
   */
  readonly dataKeys?: ISecret;

  /**
   * A region to which the data keys are replicated, in case this one is lost.
   *
   * @default none
   */
  readonly replicaRegion?: string;

  /**
   * An existing secret with Telegram's token and webhook secret. Two deployments must never have
   * the same token: they would take each other's messages.
   *
   * @default a new secret is created, with an empty token
   */
  readonly telegram?: ISecret;
}

/** What each property takes. */
const KINDS: Kinds<TicketSecretsProps> = {
  encryptionKey: required(of('a key, such as TicketKey.key')),
  removalPolicy: member('RemovalPolicy.RETAIN or RemovalPolicy.DESTROY', RemovalPolicy),
  originSecretVersions: texts,
  dataKeys: of('a secret, such as Secret.fromSecretCompleteArn()'),
  replicaRegion: text,
  telegram: of('a secret, such as Secret.fromSecretCompleteArn()'),
};

/**
 * All credentials of the deployment except the database administrator's, which is created with the
 * database. How each is generated must never change: a changed generator creates a new secret, and
 * whatever the old one encrypted is lost.
 */
export class TicketSecrets extends Construct {
  /**
   * A text from which the app derives its keys for personal data, the search index, the audit chain
   * and ticket links.
   */
  public readonly dataKeys: ISecret;
  /** One-time code that creates the first administrator. */
  public readonly adminCode: ISecret;
  /** JSON `{"token", "webhookSecret"}`. The token is created empty, which leaves Telegram off. */
  public readonly telegram: ISecret;
  /** Password of the app's user in the cache. */
  public readonly cachePassword: ISecret;
  /** The secret that the edge sends to the load balancer in a header. */
  public readonly origin: ISecret;

  private readonly originVersions: string[];

  public constructor(scope: Construct, id: string, props: TicketSecretsProps) {
    super(scope, id);
    props = checked(this, props, KINDS);
    this.originVersions = props.originSecretVersions ?? [];
    this.node.addValidation({ validate: () => versionProblems(this.originVersions) });
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;
    const make = (
      name: string,
      description: string,
      generateSecretString: SecretStringGenerator,
      replicaRegion?: string,
    ) => {
      const secret = new Secret(this, name, {
        description,
        encryptionKey: props.encryptionKey,
        removalPolicy,
        generateSecretString,
        replicaRegions: replicaRegion === undefined ? undefined : [{ region: replicaRegion }],
      });
      acknowledge(secret, 'secretRotation');
      return secret;
    };
    const letters = (passwordLength: number): SecretStringGenerator => ({
      passwordLength,
      excludePunctuation: true,
    });

    this.dataKeys =
      props.dataKeys ??
      make(
        'DataKeys',
        'Ticketero: keys of personal data, index, audit chain and ticket links',
        letters(64),
        props.replicaRegion,
      );
    this.adminCode = make(
      'AdminCode',
      'Ticketero: one-time code for the first administrator',
      letters(24),
    );
    this.telegram =
      props.telegram ??
      make('Telegram', 'Ticketero: Telegram bot token (empty: off) and webhook secret', {
        ...letters(48),
        secretStringTemplate: JSON.stringify({ token: '' }),
        generateStringKey: 'webhookSecret',
      });
    this.cachePassword = make(
      'CachePassword',
      'Ticketero: password of the user of the cache',
      letters(64),
    );
    this.origin = make(
      'Origin',
      'Ticketero: what the edge proves itself with to the load balancer',
      letters(48),
    );
  }

  /**
   * The accepted values of the origin secret, newest first, as references that CloudFormation
   * resolves during the deploy.
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
