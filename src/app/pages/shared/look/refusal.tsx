import { ApiProblem } from '../api/api';
import { attention, Icon } from './icons';
import { useSaid } from './use-said';

/** Why a form was not sent, or was refused. */
export interface Fault {
  /** Worded when it is drawn: it follows a change of language. */
  readonly says: () => string;
  /** The id of the control that it is about; absent: the whole form. */
  readonly field?: string;
}

export interface Refusal {
  /** What is wrong with a control. */
  readonly wrong: (field: string) => string | undefined;
  /** What is wrong with the form. */
  readonly rest: string | undefined;
  /** Says what is wrong where it is wrong, and goes to the first of those controls. */
  readonly refuse: (...faults: readonly Fault[]) => void;
}

/** The faults of a form with a few fields. */
export function useRefusal(): Refusal {
  const [said, setSaid] = useSaid<readonly { readonly field?: string; readonly text: string }[]>();
  const textOf = (field: string | undefined) => said?.find((each) => each.field === field)?.text;
  return {
    wrong: textOf,
    rest: textOf(undefined),
    refuse: (...faults) => {
      setSaid(() => faults.map(({ says, ...rest }) => ({ ...rest, text: says() })));
      const first = faults.find(({ field }) => field !== undefined);
      if (first) document.getElementById(first.field!)?.focus();
    },
  };
}

/** What a field needs that may be refused: what is typed, and what is wrong with it. */
export interface RefusableField {
  readonly value: string;
  readonly set: (value: string) => void;
  readonly wrong: string | undefined;
}

/** The control that a refusal of the API is about. @param ids the controls' ids, by its names */
export function fieldOf(
  error: unknown,
  ids: Readonly<Partial<Record<string, string>>>,
): Pick<Fault, 'field'> {
  const named = error instanceof ApiProblem ? error.body.errors?.[0]?.field : undefined;
  const field = named === undefined ? undefined : ids[named];
  return field === undefined ? {} : { field };
}

/** How a control says that it is wrong, and where the reason is. */
export const tiedTo = (id: string, wrong: string | undefined, more = '') => ({
  'aria-invalid': wrong === undefined ? undefined : ('true' as const),
  'aria-describedby':
    [wrong === undefined ? '' : `${id}-wrong`, more].join(' ').trim() || undefined,
});

/** The reason, below its control. */
export const Wrong = ({ id, text }: { id: string; text: string | undefined }) =>
  text === undefined ? null : (
    <span class="wrong" id={`${id}-wrong`} role="alert">
      <Icon of={attention} size="1.2em" />
      <span>{text}</span>
    </span>
  );
