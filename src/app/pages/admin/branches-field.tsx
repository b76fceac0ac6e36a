import { useState } from 'preact/hooks';
import { naturally } from '../../domain/model/natural';
import { session } from '../shared/api/session';
import { plain } from './arrange';
import { Chosen } from './chosen';
import { Field } from './form';
import { adminSay } from './words';

const AT_ONCE = 6;

/** The name of a branch; its id if it is not one of this person's. */
export const branchName = (id: string): string =>
  session.value!.branches.find((branch) => branch.id === id)?.name ?? id;

/** All branches to choose from, by name. */
export const branchChoices = () =>
  session
    .value!.branches.map(({ id, name }) => ({ value: id, label: name }))
    .sort((a, b) => naturally(a.label, b.label));

/**
 * A choice among many branches: the chosen ones by name, each removable, and a search for more.
 * Sixty checkboxes would be of no use.
 */
export function BranchesField({
  name,
  label,
  value,
  set,
}: {
  name: string;
  label: string;
  value: readonly string[];
  set: (branches: readonly string[]) => void;
}) {
  const [sought, setSought] = useState('');
  const open = branchChoices().filter(
    (each) =>
      !value.includes(each.value) && plain(`${each.label} ${each.value}`).includes(plain(sought)),
  );
  const add = (branch: string) => {
    set([...value, branch]);
    setSought('');
  };
  return (
    <Field name={name} label={label} group>
      {(tied) => (
        <>
          <Chosen
            value={value}
            nameOf={branchName}
            remove={(branch) => set(value.filter((each) => each !== branch))}
          />
          <input
            class="input"
            type="search"
            aria-label={adminSay('admin.pick.search')}
            placeholder={adminSay('admin.pick.search')}
            aria-invalid={tied['aria-invalid']}
            aria-describedby={tied['aria-describedby']}
            value={sought}
            onInput={(event) => setSought(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              if (open[0] && sought) add(open[0].value);
            }}
          />
          <ul class="pickable">
            {open.slice(0, AT_ONCE).map((each) => (
              <li key={each.value}>
                <button type="button" class="button small" onClick={() => add(each.value)}>
                  <bdi>{adminSay('admin.pick.add', { name: each.label })}</bdi>
                </button>
              </li>
            ))}
          </ul>
          <span class="hint" role="status">
            {open.length > AT_ONCE && adminSay('admin.pick.more', { n: open.length - AT_ONCE })}
            {open.length === 0 && adminSay('admin.pick.none')}
          </span>
        </>
      )}
    </Field>
  );
}
