import { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Field } from './form';
import type { PlainAdminKey } from './plain-key';

interface Common {
  /** The field's path in the body, as the API names it in an error. */
  readonly name?: string;
  readonly label: string;
  readonly help?: string;
  readonly disabled?: boolean;
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
}

/** A line of text. */
export function TextField({
  value,
  set,
  type = 'text',
  most = 200,
  required,
  disabled,
  pattern,
  wants,
  offers,
  ...field
}: Common & {
  value: string;
  set: (value: string) => void;
  type?: 'text' | 'password' | 'time' | 'url';
  most?: number;
  required?: boolean;
  pattern?: string;
  /** What the pattern asks for, in words. */
  wants?: PlainAdminKey;
  /** Values typed elsewhere, to choose from. */
  offers?: readonly string[];
}) {
  return (
    <Field name={undefined} {...field}>
      {(tied) => (
        <>
          <input
            {...tied}
            class="input"
            dir="auto"
            type={type as 'text'}
            value={value}
            maxLength={most}
            required={required}
            disabled={disabled}
            pattern={pattern}
            data-wants={wants}
            list={offers && `${tied.id}-offers`}
            autocomplete={type === 'password' ? 'new-password' : 'off'}
            onInput={(event) => set(event.currentTarget.value)}
          />
          {offers && (
            <datalist id={`${tied.id}-offers`}>
              {offers.map((each) => (
                <option key={each} value={each} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

/** Several lines of text. */
export const ProseField = ({
  value,
  set,
  most,
  ...field
}: Common & { value: string; set: (value: string) => void; most: number }) => (
  <Field name={undefined} {...field}>
    {(tied) => (
      <textarea
        {...tied}
        class="input"
        dir="auto"
        rows={3}
        value={value}
        maxLength={most}
        onInput={(event) => set(event.currentTarget.value)}
      />
    )}
  </Field>
);

/** A number, whole or not, followed by its `unit`. */
export function NumberField({
  value,
  set,
  step = 1,
  disabled,
  unit,
  ...field
}: Common & {
  value: number;
  set: (value: number) => void;
  step?: number | 'any';
  unit?: string;
}) {
  // An emptied field stays empty, and is refused as such, instead of falling back to its former
  // number.
  const [emptied, setEmptied] = useState<number>();
  return (
    <Field name={undefined} {...field}>
      {(tied) => (
        <span class="with-unit">
          <input
            {...tied}
            class="input figures"
            type="number"
            inputMode="decimal"
            min={0}
            step={step}
            value={emptied === value ? '' : value}
            disabled={disabled}
            required
            onInput={({ currentTarget: { value: typed } }) => {
              setEmptied(typed === '' ? value : undefined);
              if (typed !== '') set(Number(typed));
            }}
          />
          {unit}
        </span>
      )}
    </Field>
  );
}

/** Yes or no. */
export const CheckField = ({
  label,
  value,
  set,
  disabled,
  ...field
}: Common & { value: boolean; set: (value: boolean) => void }) => (
  <Field name={undefined} {...field} label="">
    {(tied) => (
      <label class="check">
        <input
          {...tied}
          type="checkbox"
          checked={value}
          disabled={disabled}
          onChange={(event) => set(event.currentTarget.checked)}
        />
        <span class="strong">{label}</span>
      </label>
    )}
  </Field>
);

/** One of a few choices. */
export const ChoiceField = <T extends string>({
  value,
  set,
  choices,
  disabled,
  ...field
}: Common & {
  value: T;
  set: (value: T) => void;
  choices: readonly Choice<T>[];
}) => (
  <Field name={undefined} {...field}>
    {(tied) => (
      <select
        {...tied}
        class="input"
        value={value}
        disabled={disabled}
        onChange={(event) => set(event.currentTarget.value as T)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    )}
  </Field>
);

/** Any subset of a few choices. */
export const ManyField = <T extends string>({
  value,
  set,
  choices,
  ...field
}: Common & {
  value: readonly T[];
  set: (value: readonly T[]) => void;
  choices: readonly Choice<T>[];
}) => (
  <Field name={undefined} {...field} group>
    {() =>
      choices.map((choice) => (
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
      ))
    }
  </Field>
);

/** Fields side by side where there is room. */
export const Grid = ({ children }: { children: ComponentChildren }) => (
  <div class="field-grid">{children}</div>
);
