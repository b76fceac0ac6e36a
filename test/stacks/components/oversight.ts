import { Match } from 'aws-cdk-lib/assertions';
import { has, resources } from '../../constructs/synthesized';
import { Components, container, count, each, exists } from './check';

/** Secrets and permissions; logs, alarms, traces and the budget. */
export const oversight: Components = {
  'a secret for every credential, and no credential in the template': (template) => {
    template.resourceCountIs('AWS::SecretsManager::Secret', 6);
    template.allResourcesProperties('AWS::SecretsManager::Secret', {
      KmsKeyId: Match.anyValue(),
      GenerateSecretString: Match.anyValue(),
    });
  },
  'least privilege: one policy per role, none managed by AWS, none inline': (template) => {
    template.resourceCountIs('AWS::IAM::Policy', 0);
    for (const [id, role] of Object.entries(resources(template, 'AWS::IAM::Role'))) {
      if (id.startsWith('CustomVpcRestrictDefaultSG')) continue; // from CDK's own provider
      expect(role.Properties.Policies).toBeUndefined();
      expect(JSON.stringify(role.Properties.ManagedPolicyArns)).not.toContain('iam::aws:policy');
    }
    for (const policy of Object.values(resources(template, 'AWS::IAM::ManagedPolicy'))) {
      const { Statement } = policy.Properties.PolicyDocument as {
        Statement: { Action: string | string[] }[];
      };
      expect(
        Statement.flatMap(({ Action }) => Action).filter((action) => action.includes('*')),
      ).toEqual([]);
    }
  },
  'logs: kept for a while, encrypted': (template) =>
    template.allResourcesProperties('AWS::Logs::LogGroup', {
      RetentionInDays: Match.anyValue(),
      KmsKeyId: Match.anyValue(),
    }),
  'alarms notify the topic and point to the runbook': (template) =>
    template.allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: [Match.anyValue()],
      OKActions: [Match.anyValue()],
      AlarmDescription: Match.stringLikeRegexp('Runbook: docs/runbook.md#'),
    }),
  'a dashboard': count('AWS::CloudWatch::Dashboard', [1, 1, 1]),
  'X-Ray through a collector beside the app, sampled': (template, phase) => {
    const config = JSON.parse(
      String(
        container(template, 'collector').Environment.find(
          ({ Name }) => Name === 'AOT_CONFIG_CONTENT',
        )!.Value,
      ),
    ) as never as {
      processors: { probabilistic_sampler: { sampling_percentage: number } };
      service: { pipelines: { traces: { exporters: string[] } } };
    };
    expect(config.service.pipelines.traces.exporters).toEqual(['awsxray']);
    expect(config.processors.probabilistic_sampler.sampling_percentage).toBe(
      { pilot: 10, expansion: 5, national: 1 }[phase],
    );
  },
  'an encrypted topic for alarms': exists('AWS::SNS::Topic', {
    DisplayName: 'Ticketero',
    KmsMasterKeyId: Match.anyValue(),
  }),
  'a budget alarm': each({ pilot: 110, expansion: 242, national: 750 }, (template, amount) => {
    template.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: { BudgetLimit: { Amount: amount, Unit: 'USD' } },
      NotificationsWithSubscribers: has({
        Subscribers: [Match.objectLike({ SubscriptionType: 'SNS' })],
      }),
    });
  }),
};
