import { ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useId, useRef, useState } from 'preact/hooks';
import type { FieldProblem } from '../../wire/problem';
import { ApiProblem } from '../shared/api/api';
import { attention, Icon } from '../shared/look/all-icons';
import { Notice } from '../shared/look/parts';
import { problemWords } from '../shared/look/problem-words';
import { adminSay, PlainAdminKey, wantsWords } from './words';

/**
 * A form that shows errors beside their fields, in the reader's language, and focuses the first
 * one: both those that the browser finds before anything is sent, and those of the server.
 */

/** Why a field is wrong: our own text, or what the API wants. Worded when it is drawn. */
type Fault = { readonly key: PlainAdminKey } | { readonly wants: string };
type Faults = ReadonlyMap<string, Fault>;

const none: Faults = new Map();
const FormFaults = createContext<Faults>(none);

const faultWords = (fault: Fault): string =>
  'key' in fault ? adminSay(fault.key) : wantsWords(fault.wants);

/** Thrown by a save that the page itself refuses, because of one field. */
export class WrongField extends Error {
  constructor(
    readonly field: string,
    readonly key: PlainAdminKey,
  ) {
    super(key);
  }
}

/** The attributes that tie a control to its help and its error. */
export interface Tied {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
}

/**
 * A labelled control with its help and, if it is wrong, the reason. `name` is its path in the body.
 */
export function Field({
  name,
  label,
  help,
  group,
  class: more = '',
  own,
  children,
}: {
  name: string | undefined;
  label: string;
  help?: string;
  /** Several controls under one label. */
  group?: boolean;
  class?: string;
  /** The control itself says, as it is typed, why it is wrong, at this id: nothing else does. */
  own?: { readonly id: string; readonly wrong: boolean };
  children: (tied: Tied) => ComponentChildren;
}) {
  const id = useId();
  const field = name ?? id;
  const found = useContext(FormFaults).get(field);
  const fault = own ? undefined : found;
  const described = [help && `${id}-help`, fault && `${id}-wrong`, own?.wrong && own.id]
    .filter(Boolean)
    .join(' ');
  const tied: Tied = {
    id,
    'aria-describedby': described || undefined,
    'aria-invalid': fault || own?.wrong ? 'true' : undefined,
  };
  const about = (
    <>
      {help && (
        <span class="hint" id={`${id}-help`}>
          {help}
        </span>
      )}
      {fault && (
        <span class="wrong" id={`${id}-wrong`}>
          <Icon of={attention} size="1.2em" />
          {faultWords(fault)}
        </span>
      )}
    </>
  );
  if (group) {
    return (
      <fieldset
        class={`field ${more}`}
        data-field={field}
        tabIndex={-1}
        aria-describedby={tied['aria-describedby']}
      >
        <legend class="strong">{label}</legend>
        {about}
        {children(tied)}
      </fieldset>
    );
  }
  return (
    <div class={`field ${more}`} data-field={field}>
      {label && <label for={id}>{label}</label>}
      {children(tied)}
      {about}
    </div>
  );
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * Errors that the browser itself finds. Its bubbles use the browser's language, not the reader's.
 */
function unsendable(form: HTMLFormElement): Faults {
  const found = new Map<string, Fault>();
  for (const control of form.elements as unknown as Iterable<Control>) {
    const field = control.closest<HTMLElement>('[data-field]')?.dataset.field;
    if (!field || found.has(field) || !control.willValidate || control.validity.valid) continue;
    found.set(field, { key: keyOf(control) });
  }
  return found;
}

/** Half a date or half a time is not the same as an empty field. */
const UNREADABLE: ReadonlyMap<string, PlainAdminKey> = new Map([
  ['time', 'admin.form.time'],
  ['date', 'admin.wants.date'],
  ['datetime-local', 'admin.wants.date'],
]);

function keyOf({ validity, type, dataset }: Control): PlainAdminKey {
  if (validity.customError) return 'admin.form.date-taken';
  if (validity.badInput) return UNREADABLE.get(type) ?? 'admin.form.number';
  if (validity.valueMissing) return 'admin.form.missing';
  if (validity.rangeUnderflow) return 'admin.wants.not-negative';
  if (validity.stepMismatch) return 'admin.form.step';
  if (dataset.wants) return dataset.wants as PlainAdminKey;
  return 'admin.form.address';
}

/** Puts each complaint at its field, or at the nearest one around it, and returns the rest. */
function placed(form: HTMLFormElement, wrong: readonly FieldProblem[]) {
  const fields = [...form.querySelectorAll<HTMLElement>('[data-field]')].map(
    (each) => each.dataset.field!,
  );
  const faults = new Map<string, Fault>();
  const rest: FieldProblem[] = [];
  for (const each of wrong) {
    const [at] = fields
      .filter((field) => each.field === field || each.field.startsWith(`${field}.`))
      .sort((a, b) => b.length - a.length);
    if (at === undefined) rest.push(each);
    else if (!faults.has(at)) faults.set(at, { wants: each.wants });
  }
  return { faults, rest };
}

interface FormErrors {
  readonly faults: Faults;
  readonly rest: readonly FieldProblem[];
  /** What failed as a whole, if no field is to blame. */
  readonly error?: unknown;
}

/** The state of a form: `submit` checks, saves, and shows at the fields what is wrong. */
export function useForm(onSave: () => Promise<unknown>) {
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState<FormErrors>({ faults: none, rest: [] });
  useEffect(() => {
    if (shown.faults.size > 0 || shown.rest.length > 0 || shown.error) focusFirst(form.current!);
  }, [shown]);
  const submit = async () => {
    const early = unsendable(form.current!);
    setShown({ faults: early, rest: [] });
    if (early.size > 0) return;
    setBusy(true);
    try {
      await onSave();
    } catch (error) {
      if (form.current) setShown(seen(form.current, error));
    }
    setBusy(false);
  };
  /** Nothing is typed any more, not even half a date, and nothing is wrong. */
  const clear = () => {
    form.current!.reset();
    setShown({ faults: none, rest: [] });
  };
  return { form, busy, shown, submit, clear };
}

function seen(form: HTMLFormElement, error: unknown): FormErrors {
  if (error instanceof WrongField) {
    return { faults: new Map([[error.field, { key: error.key }]]), rest: [] };
  }
  const wrong = (error instanceof ApiProblem && error.body.errors) || [];
  const { faults, rest } = placed(form, wrong);
  return { faults, rest, error: faults.size > 0 ? undefined : error };
}

/** The first wrong field, or the message about the whole form. */
function focusFirst(form: HTMLFormElement) {
  const wrong = form
    .querySelector('.field > .wrong, .field [aria-invalid]')
    ?.closest<HTMLElement>('.field');
  const control =
    wrong?.querySelector<HTMLElement>('[aria-invalid]') ??
    wrong?.querySelector<HTMLElement>('input:invalid, select:invalid, textarea:invalid') ??
    wrong?.querySelector<HTMLElement>('input, select, textarea');
  (control ?? wrong ?? form.querySelector<HTMLElement>('.form-wrong'))?.focus();
}

/** The form around its fields, with errors of the whole form above its buttons. */
export function Form({
  of: { form, shown, submit },
  class: name,
  children,
  buttons,
}: {
  of: ReturnType<typeof useForm>;
  class: string;
  children: ComponentChildren;
  buttons: ComponentChildren;
}) {
  return (
    <form
      class={name}
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <FormFaults.Provider value={shown.faults}>
        {children}
        <Whole {...shown} />
        {buttons}
      </FormFaults.Provider>
    </form>
  );
}

function Whole({ faults, rest, error }: FormErrors) {
  if (faults.size === 0 && rest.length === 0 && error === undefined) return null;
  return (
    <div class="form-wrong" tabIndex={-1}>
      <Notice tone="attention" live>
        {error === undefined || rest.length > 0
          ? adminSay('admin.form.wrong', { n: faults.size + rest.length })
          : problemWords(error)}
        {rest.length > 0 && (
          <ul>
            {rest.map((each) => (
              <li key={each.field}>
                <bdi>{each.field}</bdi>: {faultWords(each)}
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}
