import { QueueIcon, queueIcons } from '../../domain/model/queue-icons';
import { QueuePicture } from '../shared/look/queue-icons';
import { Field } from './form';
import { adminSay } from './words';

type Icon = QueueIcon | '';

export const iconName = (icon: Icon | undefined): string =>
  icon ? adminSay(`admin.icon.${icon}`) : adminSay('admin.icon.none');

/** The picture of a queue, chosen by sight; arrow keys move between the pictures. */
export const IconField = ({ value, set }: { value: Icon; set: (icon: Icon) => void }) => (
  <Field
    name="icon"
    label={adminSay('admin.queue.icon')}
    help={adminSay('admin.queue.icon.help')}
    group
  >
    {(tied) => (
      <div class="icon-choices">
        {(['', ...queueIcons] as const).map((icon) => (
          <label key={icon} class="icon-choice" data-chosen={value === icon || undefined}>
            <input
              type="radio"
              name={`${tied.id}-icon`}
              value={icon}
              checked={value === icon}
              onChange={() => set(icon)}
            />
            <QueuePicture icon={icon} size="1.75em" />
            <span>{iconName(icon)}</span>
          </label>
        ))}
      </div>
    )}
  </Field>
);
