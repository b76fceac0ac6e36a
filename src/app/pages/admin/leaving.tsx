import { Answers } from '../shared/look/parts';
import { adminSay } from './words';

/** Asks, where somebody pressed, whether what was typed may go. */
export const Leaving = ({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) => (
  <div class="leaving" role="alert" ref={(part) => part?.querySelector('button')?.focus()}>
    <p class="strong">{adminSay('admin.form.unsaved')}</p>
    <Answers
      no={adminSay('admin.form.stay')}
      onNo={onStay}
      yes={adminSay('admin.form.discard')}
      onYes={onLeave}
      danger
    />
  </div>
);
