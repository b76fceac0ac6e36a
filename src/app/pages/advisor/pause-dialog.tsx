import { useState } from 'preact/hooks';
import { Dialog } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { say } from '../shared/look/words';

const REASONS = ['break', 'paperwork', 'meeting', 'personal'] as const;

/** A pause has a reason: a usual one, or the advisor's own words. */
export function PauseDialog({
  onPause,
  onClose,
}: {
  onPause: (reason: string) => void;
  onClose: () => void;
}) {
  const [own, setOwn] = useState('');
  return (
    <Dialog title={staffSay('advisor.pause.title')} onClose={onClose}>
      <div class="row">
        {REASONS.map((reason) => (
          <button
            key={reason}
            type="button"
            class="button"
            onClick={() => onPause(staffSay(`advisor.pause.${reason}`))}
          >
            {staffSay(`advisor.pause.${reason}`)}
          </button>
        ))}
      </div>
      <form
        class="own-reason"
        onSubmit={(event) => {
          event.preventDefault();
          if (own.trim()) onPause(own.trim());
        }}
      >
        <div class="field">
          <label for="own-reason">{staffSay('advisor.pause.other')}</label>
          <input
            id="own-reason"
            class="input"
            dir="auto"
            maxLength={80}
            value={own}
            onInput={(event) => setOwn(event.currentTarget.value)}
          />
        </div>
        <button class="button" disabled={own.trim() === ''}>
          {staffSay('advisor.do.pause')}
        </button>
      </form>
      <button type="button" class="button plain" onClick={onClose}>
        {say('back')}
      </button>
    </Dialog>
  );
}
