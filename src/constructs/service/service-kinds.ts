import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Kinds, member, named, of, part, required, text, yesOrNo } from '../given/given';
import { PHASE } from '../phase/phase-problems';
import { TicketServiceProps } from './ticket-service-props';

/** What each property of the service takes. */
export const KINDS: Kinds<TicketServiceProps> = {
  phase: PHASE,
  app: required(of('TicketApp.bundled(), or another TicketApp')),
  hosts: part('a TicketHosts', 'cluster'),
  network: part('a TicketNetwork', 'taskGroup'),
  balancer: part('a TicketBalancer', 'balancer'),
  database: part('a TicketDatabase', 'primary'),
  cache: part('a TicketCache', 'nodeIds'),
  secrets: part('a TicketSecrets', 'adminCode'),
  storage: part('a TicketStorage', 'anchors'),
  encryptionKey: required(of('a key, such as TicketKey.key')),
  publicUrl: required(text),
  environment: named,
  adminCode: yesOrNo,
  execAccess: yesOrNo,
  logRetention: member('RetentionDays.ONE_MONTH or another RetentionDays', RetentionDays),
  collectorImage: text,
  logLevel: text,
  messages: yesOrNo,
  staffSignIn: of('issuer, clientId, clientSecret and groups'),
  mail: of('url and from, such as smtps://mail.bank.cl and turnos@bank.cl'),
  removalPolicy: member('RemovalPolicy.RETAIN or RemovalPolicy.DESTROY', RemovalPolicy),
};
