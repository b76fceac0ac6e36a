import { App, Stack, Stage, StageProps } from 'aws-cdk-lib';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import {
  CodePipeline,
  CodePipelineSource,
  ManualApprovalStep,
  ShellStep,
} from 'aws-cdk-lib/pipelines';
import { Construct } from 'constructs';
import { Bill, DomainName, Phase, Ticketero } from 'ticketero';

export const app = new App();

/**
 * The same in both accounts: only the name people use and the phase differ, never the stack's name.
 */
class Bank extends Stage {
  public constructor(
    scope: Construct,
    id: string,
    props: StageProps & { readonly phase: Phase; readonly host: string; readonly zoneId: string },
  ) {
    super(scope, id, props);
    const stack = new Stack(this, 'Ticketero', { stackName: 'Ticketero' });
    const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
      zoneName: props.host.split('.').slice(1).join('.'),
      hostedZoneId: props.zoneId,
    });
    new Ticketero(stack, 'Ticketero', {
      phase: props.phase,
      domainName: DomainName.inZone(zone, props.host),
    });
    // a change that exceeds the budget fails here, before it is deployed
    new Bill(stack, 'Bill', { phase: props.phase });
  }
}

const pipeline = new CodePipeline(
  new Stack(app, 'TicketeroPipeline', { env: { account: '111122223333', region: 'us-east-1' } }),
  'Pipeline',
  {
    crossAccountKeys: true,
    dockerEnabledForSynth: true,
    synth: new ShellStep('Synth', {
      input: CodePipelineSource.connection('bank/ticketero', 'main', {
        connectionArn:
          'arn:aws:codestar-connections:us-east-1:111122223333:connection/' +
          '00000000-1111-2222-3333-444444444444',
      }),
      commands: ['npm ci', 'npx cdk synth'],
    }),
  },
);

const trial = new Bank(app, 'Trial', {
  env: { account: '222233334444', region: 'us-east-1' },
  phase: Phase.PILOT.lean(),
  host: 'turnos.trial.bank.example',
  zoneId: 'Z0123456789TRIAL',
});
const bank = new Bank(app, 'Bank', {
  env: { account: '333344445555', region: 'us-east-1' },
  phase: Phase.PILOT,
  host: 'turnos.bank.example',
  zoneId: 'Z0123456789EXAMPLE',
});

pipeline.addStage(trial, {
  post: [
    new ShellStep('TrialServes', {
      commands: [
        'curl -fsS --retry 20 --retry-delay 15 https://turnos.trial.bank.example/health/ready',
      ],
    }),
  ],
});
pipeline.addStage(bank, {
  pre: [
    new ManualApprovalStep('OutsideOpeningHours', {
      comment:
        'Growing or changing the database interrupts for a minute or two: approve outside ' +
        'opening hours',
    }),
  ],
});
