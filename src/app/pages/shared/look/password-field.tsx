import { useState } from 'preact/hooks';
import { eye, Icon } from './all-icons';
import { tiedTo, Wrong } from './refusal';
import { staffSay } from './staff-words';

/** A password field whose text can be shown while it is typed. */
export function PasswordField({
  id,
  label,
  kind,
  describedBy,
  wrong,
  value,
  set,
}: {
  id: string;
  label: string;
  /** What browsers and password managers may fill in. */
  kind: 'current-password' | 'new-password';
  describedBy?: string;
  /** What is wrong with it. */
  wrong?: string;
  value: string;
  set: (value: string) => void;
}) {
  const [shown, setShown] = useState(false);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="password">
        <input
          id={id}
          class="input"
          type={(shown ? 'text' : 'password') as 'password'}
          autocomplete={kind}
          maxLength={1000}
          value={value}
          onInput={(event) => set(event.currentTarget.value)}
          {...tiedTo(id, wrong, describedBy)}
        />
        <button
          type="button"
          class="button plain icon-only"
          aria-pressed={shown}
          aria-label={`${staffSay(shown ? 'sign-in.hide' : 'sign-in.show')}: ${label}`}
          onClick={() => setShown(!shown)}
        >
          <Icon of={eye} />
        </button>
      </div>
      <Wrong id={id} text={wrong} />
    </div>
  );
}
