import { useEffect, useRef } from 'preact/hooks';

/** A code that is typed once: digits of an app, or the letters of a recovery code. */
export function CodeField({
  id = 'code',
  focus = false,
  label,
  value,
  set,
  letters = false,
  describedBy,
}: {
  id?: string;
  /** Of its own accord when it appears. */
  focus?: boolean;
  label: string;
  value: string;
  set: (value: string) => void;
  /** A keyboard with letters, and no code of the phone filled in. */
  letters?: boolean;
  describedBy: string;
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
        aria-describedby={describedBy}
      />
    </div>
  );
}
