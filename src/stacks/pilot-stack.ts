import { Construct } from 'constructs';
import { Phase } from '../constructs/phase/phase';
import { TicketeroStack, TicketeroStackProps } from './ticketero-stack';

/** One branch. `phase` may be a variant, such as `Phase.PILOT.lean()`. */
export class PilotStack extends TicketeroStack {
  public constructor(
    scope: Construct,
    id: string,
    props: TicketeroStackProps,
    phase: Phase = Phase.PILOT,
  ) {
    super(scope, id, phase, props);
  }
}
