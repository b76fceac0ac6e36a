import { App, Stack } from 'aws-cdk-lib';
import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { DomainName, Phase, TicketApp, Ticketero } from 'ticketero';

export const app = new App();
const stack = new Stack(app, 'Ticketero', { env: { region: 'us-east-1' } });

const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
  zoneName: 'bank.example',
  hostedZoneId: 'Z0123456789EXAMPLE',
});

new Ticketero(stack, 'Ticketero', {
  phase: Phase.PILOT,
  domainName: DomainName.inZone(zone, 'turnos.bank.example'),
  app: TicketApp.fromImage('registry.bank.example/ticketero-spring:1.4.2', {
    architecture: InstanceArchitecture.ARM_64,
    memoryMib: 768, // twice this and the collector fit the pilot's host during a deploy
    port: 8080,
    // The hop from the load balancer to the task is then plain; README.md says how to keep TLS.
    tls: false,
    // Not readiness: that queries the database, and a failover would restart every task.
    healthPath: '/actuator/health/liveness',
    healthCommand: [
      'CMD',
      'wget',
      '-qO',
      '/dev/null',
      'http://127.0.0.1:8080/actuator/health/liveness',
    ],
    command: ['java', '-XX:MaxRAMPercentage=70', '-jar', '/app/app.jar'],
    migrateCommand: ['java', '-jar', '/app/app.jar', '--spring.profiles.active=migrate'],
    user: '10001:10001',
    databaseCertificates: '/app/rds-global-bundle.pem',
  }),
});
