import type { Settings } from '../../wire/settings';
import { TextField } from './fields';
import { Field } from './form';
import { tomorrowIn } from './today';
import { adminSay } from './words';

type Closures = Settings['closures'];
type Closure = Closures[number];

/** Periods of closed days. In the bank's own settings they close every branch. */
export function ClosuresField({
  own,
  timeZone,
  set,
}: {
  own: Closures;
  timeZone: string;
  set: (closures: Closures) => void;
}) {
  const change = (index: number, part: Partial<Closure>) =>
    set(own.map((each, at) => (at === index ? { ...each, ...part } : each)));
  return (
    <Field
      name="closures"
      label={adminSay('admin.set.closures')}
      help={adminSay('admin.set.closures.help')}
      group
      class="hours"
    >
      {() => (
        <>
          {own.map((closure, index) => (
            <div class="set-date" key={index}>
              <DateInput
                name={`closures.${index}.from`}
                label={adminSay('admin.set.closures.from')}
                value={closure.from}
                set={(from) => change(index, { from })}
                required
              />
              <DateInput
                name={`closures.${index}.until`}
                label={adminSay('admin.set.closures.until')}
                value={closure.until ?? ''}
                set={(until) => change(index, { until: until || undefined })}
              />
              <ReasonFields reason={closure.reason} set={(reason) => change(index, { reason })} />
              <button
                type="button"
                class="button plain small"
                onClick={() => set(own.filter((_, at) => at !== index))}
              >
                {adminSay('admin.set.closures.remove')}
              </button>
            </div>
          ))}
          <button
            type="button"
            class="button plain small"
            onClick={() => set([...own, { from: tomorrowIn(timeZone) }])}
          >
            {adminSay('admin.set.closures.tomorrow')}
          </button>
        </>
      )}
    </Field>
  );
}

/** The reason in both languages: kiosks, displays and phones show it. */
export const ReasonFields = ({
  reason = { es: '', en: '' },
  set,
}: {
  reason: Closure['reason'];
  set: (reason: Closure['reason']) => void;
}) => (
  <>
    <TextField
      label={adminSay('admin.set.dates.es')}
      value={reason.es}
      most={120}
      set={(es) => set({ ...reason, es })}
    />
    <TextField
      label={adminSay('admin.set.dates.en')}
      value={reason.en}
      most={120}
      set={(en) => set({ ...reason, en })}
    />
  </>
);

/** A date. A required one may be empty while it is typed, but is not sent empty. */
export const DateInput = ({
  name,
  label,
  value,
  set,
  required,
}: {
  name: string;
  label: string;
  value: string;
  set: (date: string) => void;
  required?: boolean;
}) => (
  <Field name={name} label={label}>
    {(tied) => (
      <input
        {...tied}
        class="input"
        type="date"
        required={required}
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
      />
    )}
  </Field>
);
