import { useEffect, useRef } from 'preact/hooks';
import { tiedTo, Wrong } from './refusal';

/** A field for a one-time code: digits from an app, or the letters of a recovery code. */
export function CodeField({
  id = 'code',
  focus = false,
  label,
  value,
  set,
  letters = false,
  wrong,
}: {
  id?: string;
  /** Takes the focus when it appears. */
  focus?: boolean;
  label: string;
  value: string;
  set: (value: string) => void;
  /** Shows a keyboard with letters, and lets the phone fill in no code. */
  letters?: boolean;
  /** What is wrong with it. */
  wrong: string | undefined;
}) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) input.current!.focus();
  }, [letters]);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input code-field"
        ref={input}
        autocomplete={letters ? 'off' : 'one-time-code'}
        inputMode={letters ? 'text' : 'numeric'}
        autocapitalize="none"
        spellcheck={false}
        maxLength={40}
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
        {...tiedTo(id, wrong)}
      />
      <Wrong id={id} text={wrong} />
    </div>
  );
}
