import type { Queue } from '../../../wire/settings';
import { Numbers } from './numbers';
import { Dialog } from './parts';
import { staffSay } from './staff-words';
import { named, say } from './words';

/** Asks how the service ended: one press, or a number key, finishes it. */
export const OutcomeDialog = ({
  number,
  next = false,
  outcomes: { codes, required },
  onFinish,
  onClose,
}: {
  number: string;
  /** The next ticket is called in the same step. */
  next?: boolean;
  outcomes: NonNullable<Queue['outcomes']>;
  onFinish: (outcome?: string) => void;
  onClose: () => void;
}) => (
  <Dialog title={staffSay('advisor.outcome.title', { number })} onClose={onClose}>
    <Numbers />
    {next && <p class="quiet">{staffSay('advisor.outcome.next')}</p>}
    <div class="choice-list">
      {codes.map(({ id, names }) => (
        <button key={id} type="button" class="button queue-choice" onClick={() => onFinish(id)}>
          <bdi class="cut">{named(names)}</bdi>
        </button>
      ))}
      {!required && (
        <button type="button" class="button queue-choice" onClick={() => onFinish()}>
          {staffSay('advisor.outcome.none')}
        </button>
      )}
    </div>
    <button type="button" class="button plain" onClick={onClose}>
      {say('back')}
    </button>
  </Dialog>
);
