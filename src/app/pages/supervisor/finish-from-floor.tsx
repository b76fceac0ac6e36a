import type { Ticket } from '../../domain/model/ticket';
import type { Directory } from '../../wire/settings';
import { OutcomeDialog } from '../shared/look/outcome-dialog';

/** The outcome codes for this ticket's service, if its queue has any. */
export const outcomesOf = (directory: Directory, ticket: Ticket | undefined) => {
  const outcomes = ticket && directory.config.queues[ticket.queue]?.outcomes;
  return outcomes?.codes.length ? outcomes : undefined;
};

/**
 * Asks how a service ended that a supervisor finishes in an advisor's place. Asks nothing if it has
 * ended meanwhile.
 */
export function FinishFromFloor({
  ticket,
  directory,
  onFinish,
  onClose,
}: {
  ticket: Ticket | undefined;
  directory: Directory;
  onFinish: (outcome?: string) => void;
  onClose: () => void;
}) {
  const outcomes = outcomesOf(directory, ticket);
  const open = ticket?.state === 'serving' || ticket?.state === 'held';
  return open && outcomes ? (
    <OutcomeDialog
      number={ticket.number}
      outcomes={outcomes}
      onClose={onClose}
      onFinish={(outcome) => {
        onFinish(outcome);
        onClose();
      }}
    />
  ) : null;
}
