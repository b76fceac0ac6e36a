import { useEffect, useState } from 'preact/hooks';
import type { Settings } from '../../wire/settings';
import { ClosuresField } from './closures-field';
import { DatesField } from './dates-field';
import { CheckField, ChoiceField, NumberField, ProseField, TextField } from './fields';
import { HoursField } from './hours-field';
import { SettingField } from './settings-list';
import { adminSay, PlainAdminKey } from './words';

interface Edited {
  readonly field: SettingField;
  /** What this layer says; undefined = nothing. */
  readonly own: unknown;
  readonly inForce: unknown;
  readonly set: (value: unknown) => void;
}

/** The field for one setting, by how it is edited. */
export function FieldOf({ field, own, inForce, set }: Edited) {
  switch (field.as) {
    case 'dates':
      return (
        <DatesField
          own={(own ?? {}) as Settings['dates']}
          inForce={(inForce ?? {}) as Settings['dates']}
          set={set}
        />
      );
    case 'closures':
      return <ClosuresField own={(own ?? []) as Settings['closures']} set={set} />;
    default:
      return <PlainField field={field} value={own ?? inForce} set={set} />;
  }
}

/** A setting that is edited whole, beginning with what is in force. */
function PlainField({
  field,
  value,
  set,
}: {
  field: Exclude<SettingField, { as: 'dates' | 'closures' }>;
  value: unknown;
  set: (value: unknown) => void;
}) {
  const label = adminSay(`admin.set.${field.path}` as PlainAdminKey);
  const help = adminSay(`admin.set.${field.path}.help` as PlainAdminKey);
  switch (field.as) {
    case 'yes-no':
      return <CheckField label={label} help={help} value={value === true} set={set} />;
    case 'number':
      return (
        <NumberField label={label} help={help} value={Number(value)} set={set} step={field.step} />
      );
    case 'text':
      return <TextField label={label} help={help} value={String(value)} set={set} required />;
    case 'free':
      return <TextField label={label} help={help} value={String(value)} set={set} />;
    case 'prose':
      return <ProseField label={label} help={help} value={String(value)} set={set} most={1000} />;
    case 'link':
      return (
        <TextField
          label={label}
          help={help}
          type="url"
          value={String(value)}
          set={set}
          most={1000}
          pattern="https://.+"
        />
      );
    case 'time':
      return (
        <TextField label={label} help={help} type="time" value={String(value)} set={set} required />
      );
    case 'choice':
      return (
        <ChoiceField
          label={label}
          help={help}
          value={String(value)}
          set={set}
          choices={field.choices.map((choice) => ({
            value: choice,
            label: adminSay(`admin.set.${field.path}.${choice}` as PlainAdminKey),
          }))}
        />
      );
    case 'numbers':
      return (
        <ListField
          label={label}
          help={help}
          value={value as readonly unknown[]}
          set={(parts) => set(parts.map(Number))}
        />
      );
    case 'words':
      return <ListField label={label} help={help} value={value as readonly unknown[]} set={set} />;
    case 'hours':
      return <HoursField value={value as Settings['hours']} set={set} />;
  }
}

/** A list separated by commas. What is being typed stays on screen, even while it is not a list. */
function ListField({
  label,
  help,
  value,
  set,
}: {
  label: string;
  help: string;
  value: readonly unknown[];
  set: (parts: readonly string[]) => void;
}) {
  const [text, setText] = useState(value.join(', '));
  useEffect(() => {
    setText(value.join(', '));
  }, [value.join()]);
  return (
    <TextField
      label={label}
      help={help}
      value={text}
      set={(typed) => {
        setText(typed);
        const parts = typed
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean);
        if (parts.length > 0 && !typed.trim().endsWith(',')) set(parts);
      }}
      required
    />
  );
}
