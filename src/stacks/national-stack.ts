import { Construct } from 'constructs';
import { Phase } from '../constructs/phase/phase';
import { TicketeroStack, TicketeroStackProps } from './ticketero-stack';

/** Fifty branches and more. `phase` may be a variant of the phase, as `Phase.NATIONAL.lean()`. */
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
