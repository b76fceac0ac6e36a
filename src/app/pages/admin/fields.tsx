import { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Common {
  readonly label: string;
  readonly help?: string;
  readonly disabled?: boolean;
}

interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
}

/** A line of text. */
export function TextField({
  label,
  help,
  value,
  set,
  type = 'text',
  most = 200,
  required,
  disabled,
  pattern,
}: Common & {
  value: string;
  set: (value: string) => void;
  type?: 'text' | 'password' | 'time' | 'url';
  most?: number;
  required?: boolean;
  pattern?: string;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        dir="auto"
        type={type as 'text'}
        value={value}
        maxLength={most}
        required={required}
        disabled={disabled}
        pattern={pattern}
        autocomplete="off"
        onInput={(event) => set(event.currentTarget.value)}
        aria-describedby={help ? `${id}-help` : undefined}
      />
      {help && (
        <span class="hint" id={`${id}-help`}>
          {help}
        </span>
      )}
    </div>
  );
}

/** Several lines of text. */
export function ProseField({
  label,
  help,
  value,
  set,
  most,
}: Common & { value: string; set: (value: string) => void; most: number }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        class="input"
        dir="auto"
        rows={3}
        value={value}
        maxLength={most}
        onInput={(event) => set(event.currentTarget.value)}
        aria-describedby={help ? `${id}-help` : undefined}
      />
      {help && (
        <span class="hint" id={`${id}-help`}>
          {help}
        </span>
      )}
    </div>
  );
}

/** A number, whole or not. */
export function NumberField({
  label,
  help,
  value,
  set,
  step = 1,
  disabled,
}: Common & { value: number; set: (value: number) => void; step?: number }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input figures"
        type="number"
        inputMode="decimal"
        min={0}
        step={step}
        value={value}
        disabled={disabled}
        required
        onInput={(event) => {
          if (event.currentTarget.value !== '') set(Number(event.currentTarget.value));
        }}
        aria-describedby={help ? `${id}-help` : undefined}
      />
      {help && (
        <span class="hint" id={`${id}-help`}>
          {help}
        </span>
      )}
    </div>
  );
}

/** Yes or no. */
export function CheckField({
  label,
  help,
  value,
  set,
  disabled,
}: Common & { value: boolean; set: (value: boolean) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label class="check">
        <input
          type="checkbox"
          checked={value}
          disabled={disabled}
          onChange={(event) => set(event.currentTarget.checked)}
          aria-describedby={help ? `${id}-help` : undefined}
        />
        <span class="strong">{label}</span>
      </label>
      {help && (
        <span class="hint" id={`${id}-help`}>
          {help}
        </span>
      )}
    </div>
  );
}

/** One of a few choices. */
export function ChoiceField<T extends string>({
  label,
  help,
  value,
  set,
  choices,
  disabled,
}: Common & {
  value: T;
  set: (value: T) => void;
  choices: readonly Choice<T>[];
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="input"
        value={value}
        disabled={disabled}
        onChange={(event) => set(event.currentTarget.value as T)}
        aria-describedby={help ? `${id}-help` : undefined}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      {help && (
        <span class="hint" id={`${id}-help`}>
          {help}
        </span>
      )}
    </div>
  );
}

/** Any number of choices. */
export function ManyField<T extends string>({
  label,
  value,
  set,
  choices,
}: {
  label: string;
  value: readonly T[];
  set: (value: readonly T[]) => void;
  choices: readonly Choice<T>[];
}) {
  return (
    <fieldset class="field">
      <legend class="strong">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} class="check">
          <input
            type="checkbox"
            checked={value.includes(choice.value)}
            onChange={(event) =>
              set(
                event.currentTarget.checked
                  ? [...value, choice.value]
                  : value.filter((each) => each !== choice.value),
              )
            }
          />
          <bdi>{choice.label}</bdi>
        </label>
      ))}
    </fieldset>
  );
}

/** Fields side by side where there is room. */
export const Grid = ({ children }: { children: ComponentChildren }) => (
  <div class="field-grid">{children}</div>
);
