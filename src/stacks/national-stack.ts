import { Construct } from 'constructs';
import { Phase } from '../constructs/phase/phase';
import { TicketeroStack, TicketeroStackProps } from './ticketero-stack';

/** Fifty or more branches. `phase` may be a variant, such as `Phase.NATIONAL.lean()`. */
export class NationalStack extends TicketeroStack {
  public constructor(
    scope: Construct,
    id: string,
    props: TicketeroStackProps,
    phase: Phase = Phase.NATIONAL,
  ) {
    super(scope, id, phase, props);
  }
}
