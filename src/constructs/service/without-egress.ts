import { BoundTicketApp } from '../image/ticket-app';
import { TicketServiceProps } from './ticket-service-props';

/** Whether messages go to Telegram and webhooks; without egress they cannot. */
export const sends = ({ messages, network }: TicketServiceProps) =>
  messages !== false && network.hasEgress;

/** What hosts could not load without egress: a sentence with the way out. */
export function unreachable({ repository }: BoundTicketApp, props: TicketServiceProps): string[] {
  const { app, network } = props;
  if (network.hasEgress || repository || app.problems().length > 0) return [];
  return [
    'app is an image of a public registry, and egress is none, so hosts cannot load it; ' +
      'push it to ECR and give TicketApp.fromRepository(…), or give another egress',
  ];
}
