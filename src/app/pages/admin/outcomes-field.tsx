import type { Queue } from '../../wire/settings';
import { CheckField, Grid, TextField } from './fields';
import { Field } from './form';
import { IdField } from './id-field';
import { adminSay } from './words';

type Outcomes = NonNullable<Queue['outcomes']>;
type Code = Outcomes['codes'][number];

const fresh: Code = { id: '', names: { es: '', en: '' } };

/** The outcome codes of a queue, and whether one is required. */
export function OutcomesField({ own, set }: { own: Outcomes; set: (outcomes: Outcomes) => void }) {
  const { codes } = own;
  const change = (index: number, part: Partial<Code>) =>
    set({ ...own, codes: codes.map((each, at) => (at === index ? { ...each, ...part } : each)) });
  return (
    <Field
      name="outcomes.codes"
      label={adminSay('admin.outcomes')}
      help={adminSay('admin.outcomes.help')}
      group
    >
      {() => (
        <>
          {codes.map((code, index) => (
            <CodeRow
              key={index}
              code={code}
              index={index}
              change={(part) => change(index, part)}
              remove={() => set({ ...own, codes: codes.filter((_, at) => at !== index) })}
            />
          ))}
          <button
            type="button"
            class="button plain small"
            onClick={() => set({ ...own, codes: [...codes, fresh] })}
          >
            {adminSay('admin.outcomes.add')}
          </button>
          <CheckField
            name="outcomes.required"
            label={adminSay('admin.outcomes.required')}
            value={own.required}
            set={(required) => set({ ...own, required })}
          />
        </>
      )}
    </Field>
  );
}

const CodeRow = ({
  code: { id, names },
  index,
  change,
  remove,
}: {
  code: Code;
  index: number;
  change: (part: Partial<Code>) => void;
  remove: () => void;
}) => (
  <div class="set-date" role="group" aria-label={adminSay('admin.outcomes.row', { n: index + 1 })}>
    <Grid>
      <IdField
        name={`outcomes.codes.${index}.id`}
        value={id}
        set={(given) => change({ id: given })}
        disabled={false}
      />
      <TextField
        name={`outcomes.codes.${index}.names.es`}
        label={adminSay('admin.queue.name.es')}
        value={names.es}
        set={(es) => change({ names: { ...names, es } })}
        most={60}
        required
      />
      <TextField
        name={`outcomes.codes.${index}.names.en`}
        label={adminSay('admin.queue.name.en')}
        value={names.en}
        set={(en) => change({ names: { ...names, en } })}
        most={60}
        required
      />
    </Grid>
    <button type="button" class="button plain small" onClick={remove}>
      {adminSay('admin.outcomes.remove')}
    </button>
  </div>
);
