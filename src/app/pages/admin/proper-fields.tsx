import { useRef, useState } from 'preact/hooks';
import { languages } from '../../texts/languages';
import { attention, Icon, left } from '../shared/look/all-icons';
import { Chosen } from './chosen';
import { NumberField } from './fields';
import { Field } from './form';
import { adminSay } from './words';

/**
 * Inputs for values that people write differently from programs: zones, shares, languages, lists.
 */

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly help: string;
}

/** Chile's time zones, in the words people use. */
const chile = [
  ['America/Santiago', 'admin.zone.santiago'],
  ['America/Coyhaique', 'admin.zone.coyhaique'],
  ['America/Punta_Arenas', 'admin.zone.punta-arenas'],
  ['Pacific/Easter', 'admin.zone.easter'],
] as const;

/** A time zone in the words people use, where there are any. */
export function zoneName(zone: string): string {
  const [, key] = chile.find(([each]) => each === zone) ?? [];
  return key ? adminSay(key) : zone.replace(/_/g, ' ');
}

/** Every zone this browser knows; older browsers cannot list them, and offer Chile's. */
function knownZones(): readonly string[] {
  const all = (Intl as { supportedValuesOf?: (key: 'timeZone') => string[] }).supportedValuesOf;
  return all ? all('timeZone') : [];
}

/** A time zone, chosen from a list. */
export function ZoneField({
  value,
  set,
  ...about
}: FieldProps & { value: string; set: (zone: string) => void }) {
  const named = chile.map(([zone]) => zone as string);
  const others = knownZones().filter((zone) => !named.includes(zone));
  const missing = ![...named, ...others].includes(value);
  return (
    <Field {...about}>
      {(tied) => (
        <select
          {...tied}
          class="input"
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        >
          {missing && <option value={value}>{value}</option>}
          <optgroup label={adminSay('admin.zone.chile')}>
            {named.map((zone) => (
              <option key={zone} value={zone}>
                {zoneName(zone)}
              </option>
            ))}
          </optgroup>
          {others.length > 0 && (
            <optgroup label={adminSay('admin.zone.others')}>
              {others.map((zone) => (
                <option key={zone} value={zone}>
                  {zoneName(zone)}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      )}
    </Field>
  );
}

/** A share as a percentage: 0.1 is 10 %. */
export const ShareField = ({
  value,
  set,
  ...about
}: FieldProps & { value: number; set: (share: number) => void }) => (
  <NumberField
    {...about}
    value={Math.round(value * 1e6) / 1e4}
    set={(percent) => set(Math.round(percent * 1e4) / 1e6)}
    step="any"
    unit="%"
  />
);

/** The languages of a branch, by name and in their order: the first is the one it starts in. */
export function LanguagesField({
  value,
  set,
  ...about
}: FieldProps & { value: readonly string[]; set: (codes: readonly string[]) => void }) {
  const nameOf = (code: string) => {
    const found = languages.find((each) => each.code === code);
    if (!found) return code;
    return found.unfinished
      ? adminSay('admin.language.unfinished', { name: found.name })
      : found.name;
  };
  const open = languages.filter((each) => !value.includes(each.code));
  const forward = (at: number) => {
    const others = value.filter((_, index) => index !== at);
    set([...others.slice(0, at - 1), value[at], ...others.slice(at - 1)]);
  };
  return (
    <Field {...about} group>
      {() => (
        <>
          <Chosen
            value={value}
            nameOf={nameOf}
            remove={
              value.length > 1 ? (code) => set(value.filter((each) => each !== code)) : undefined
            }
            more={(code, at) =>
              at > 0 && (
                <button
                  type="button"
                  class="button plain icon-only"
                  aria-label={adminSay('admin.pick.forward', { name: nameOf(code) })}
                  onClick={() => forward(at)}
                >
                  <Icon of={left} />
                </button>
              )
            }
          />
          <div class="row">
            {open.map(({ code }) => (
              <button
                key={code}
                type="button"
                class="button small"
                onClick={() => set([...value, code])}
              >
                {adminSay('admin.pick.add', { name: nameOf(code) })}
              </button>
            ))}
          </div>
        </>
      )}
    </Field>
  );
}

/**
 * A few numbers, such as the minutes on offer: each removable, and a field for one more. A typed
 * number counts when the field is left, so that a save does not lose it.
 */
export function NumbersField({
  value,
  set,
  ...about
}: FieldProps & { value: readonly number[]; set: (numbers: readonly number[]) => void }) {
  const [typed, setTyped] = useState('');
  const [unreadable, setUnreadable] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const add = () => {
    setUnreadable(input.current!.validity.badInput);
    if (typed === '') return;
    set([...new Set([...value, Number(typed)])].sort((a, b) => a - b));
    setTyped('');
  };
  return (
    <Field {...about} group>
      {(tied) => (
        <>
          <Chosen
            value={value}
            nameOf={String}
            remove={
              value.length > 1 ? (each) => set(value.filter((other) => other !== each)) : undefined
            }
          />
          <div class="row">
            <input
              ref={input}
              class="input figures short"
              type="number"
              inputMode="numeric"
              min={0}
              aria-label={about.label}
              aria-invalid={tied['aria-invalid']}
              aria-describedby={tied['aria-describedby']}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
              onBlur={add}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                add();
              }}
            />
            <button type="button" class="button small" onClick={add}>
              {adminSay('admin.new')}
            </button>
          </div>
          {unreadable && (
            <span class="wrong" role="status">
              <Icon of={attention} size="1.2em" />
              {adminSay('admin.form.number')}
            </span>
          )}
        </>
      )}
    </Field>
  );
}
