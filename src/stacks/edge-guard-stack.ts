import { Stack, StackProps } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { EdgeGuard } from '../constructs/edge/edge-guard';
import { Settings } from './settings';
import { allowedCountries, domainName } from './ticketero-stack';

/** Firewall and viewers' certificate in us-east-1, for a deployment in another region. */
export class EdgeGuardStack extends Stack {
  public readonly guard: EdgeGuard;

  public constructor(scope: Construct, id: string, settings: Settings, props: StackProps = {}) {
    super(scope, id, {
      description:
        'Ticketero: firewall and certificate of CloudFront, which takes them from us-east-1',
      ...props,
      env: { ...props.env, region: 'us-east-1' },
    });
    this.guard = new EdgeGuard(this, 'EdgeGuard', {
      domainName: domainName(this, settings),
      allowedCountries: allowedCountries(settings),
      staffCidrs: settings.staffCidrs,
      rules: settings.edgeRules,
      countOnly: settings.edgeCountOnly,
      viewerRateLimit: settings.viewerRateLimit,
      mailLinks: settings.mailServer !== undefined,
      logRetention: settings.phase.logRetention,
      encryptionKey: settings.edgeEncryptionKey
        ? Key.fromKeyArn(this, 'ExistingKey', settings.edgeEncryptionKey)
        : undefined,
    });
  }
}
