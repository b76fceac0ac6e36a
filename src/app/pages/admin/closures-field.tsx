import type { Settings } from '../../wire/settings';
import { serverNow } from '../shared/api/clock';
import { Field } from './form';
import { adminSay } from './words';

type Closures = Settings['closures'];
type Closure = Closures[number];

/** Stretches of days without opening. In the bank's own settings they close every branch. */
export function ClosuresField({ own, set }: { own: Closures; set: (closures: Closures) => void }) {
  const change = (index: number, part: Partial<Closure>) =>
    set(own.map((each, at) => (at === index ? { ...each, ...part } : each)));
  const tomorrow = new Date(serverNow() + 86_400_000).toISOString().slice(0, 10);
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
                label={adminSay('admin.set.closures.from')}
                value={closure.from}
                set={(from) => from && change(index, { from })}
              />
              <DateInput
                label={adminSay('admin.set.closures.until')}
                value={closure.until ?? ''}
                set={(until) => change(index, { until: until || undefined })}
              />
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
            onClick={() => set([...own, { from: tomorrow }])}
          >
            {adminSay('admin.set.closures.tomorrow')}
          </button>
        </>
      )}
    </Field>
  );
}

const DateInput = ({
  label,
  value,
  set,
}: {
  label: string;
  value: string;
  set: (date: string) => void;
}) => (
  <label class="hours-span">
    {label}
    <input
      class="input"
      type="date"
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
    />
  </label>
);
