import type { Settings } from '../../wire/settings';
import { ClosuresField } from './closures-field';
import { DatesField } from './dates-field';
import { ColourField, LogoField } from './face-fields';
import { CheckField, ChoiceField, NumberField, ProseField, TextField } from './fields';
import { HoursField } from './hours-field';
import { LanguagesField, NumbersField, ShareField, ZoneField } from './proper-fields';
import { QueueOrderField } from './queue-order-field';
import { SettingField } from './settings-list';
import { adminSay, PlainAdminKey } from './words';

interface Edited {
  readonly field: SettingField;
  /** This layer's own value; undefined = none. */
  readonly own: unknown;
  readonly inForce: unknown;
  /** The branch whose queues are shown for ordering. */
  readonly branch: string;
  /** The zone of the branch, or of the bank. */
  readonly timeZone: string;
  readonly set: (value: unknown) => void;
}

/** The input for one setting, by its kind. */
export function FieldOf({ field, own, inForce, branch, timeZone, set }: Edited) {
  switch (field.as) {
    case 'dates':
      return (
        <DatesField
          own={(own ?? {}) as Settings['dates']}
          inForce={(inForce ?? {}) as Settings['dates']}
          timeZone={timeZone}
          set={set}
        />
      );
    case 'closures':
      return (
        <ClosuresField own={(own ?? []) as Settings['closures']} timeZone={timeZone} set={set} />
      );
    case 'queue-order':
      return (
        <QueueOrderField
          branch={branch}
          value={(own ?? inForce ?? []) as Settings['queueOrder']}
          set={set}
        />
      );
    default:
      return <PlainField field={field} value={own ?? inForce} set={set} />;
  }
}

/** A setting that is edited as a whole, starting from the value in force. */
function PlainField({
  field,
  value,
  set,
}: {
  field: Exclude<SettingField, { as: 'dates' | 'closures' | 'queue-order' }>;
  value: unknown;
  set: (value: unknown) => void;
}) {
  const label = adminSay(`admin.set.${field.path}` as PlainAdminKey);
  const help = adminSay(`admin.set.${field.path}.help` as PlainAdminKey);
  const about = { name: field.path, label, help };
  switch (field.as) {
    case 'yes-no':
      return <CheckField {...about} value={value === true} set={set} />;
    case 'number':
      return <NumberField {...about} value={Number(value)} set={set} />;
    case 'free':
      return <TextField {...about} value={String(value)} set={set} />;
    case 'logo':
      return <LogoField {...about} value={String(value)} set={set} />;
    case 'brand':
    case 'accent':
      return <ColourField {...about} of={field.as} value={String(value)} set={set} />;
    case 'prose':
      return <ProseField {...about} value={String(value)} set={set} most={1000} />;
    case 'link':
      return (
        <TextField
          {...about}
          type="url"
          value={String(value)}
          set={set}
          most={1000}
          pattern="https://.+"
          wants="admin.wants.map"
        />
      );
    case 'time':
      return <TextField {...about} type="time" value={String(value)} set={set} required />;
    case 'choice':
      return (
        <ChoiceField
          {...about}
          value={String(value)}
          set={set}
          choices={field.choices.map((choice) => ({
            value: choice,
            label: adminSay(`admin.set.${field.path}.${choice}` as PlainAdminKey),
          }))}
        />
      );
    case 'share':
      return <ShareField {...about} value={Number(value)} set={set} />;
    case 'zone':
      return <ZoneField {...about} value={String(value)} set={set} />;
    case 'numbers':
      return <NumbersField {...about} value={value as readonly number[]} set={set} />;
    case 'languages':
      return <LanguagesField {...about} value={value as readonly string[]} set={set} />;
    case 'hours':
      return <HoursField value={value as Settings['hours']} set={set} />;
  }
}
