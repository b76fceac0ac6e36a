import { Construct } from 'constructs';
import { Phase } from '../constructs/phase/phase';
import { TicketeroStack, TicketeroStackProps } from './ticketero-stack';

/** Five branches. `phase` may be a variant, such as `Phase.EXPANSION.lean()`. */
export class ExpansionStack extends TicketeroStack {
  public constructor(
    scope: Construct,
    id: string,
    props: TicketeroStackProps,
    phase: Phase = Phase.EXPANSION,
  ) {
    super(scope, id, phase, props);
  }
}
