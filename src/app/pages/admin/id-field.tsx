import { TextField } from './fields';
import { adminSay } from './words';

/** The ids that the API accepts. */
const PATTERN = '[a-z0-9\\-]{1,40}';

/** The id of a row, which is chosen once. */
export const IdField = ({
  name,
  value,
  set,
  disabled,
}: {
  /** The field's path, as the API names it in an error. */
  name: string;
  value: string;
  set: (id: string) => void;
  disabled: boolean;
}) => (
  <TextField
    name={name}
    label={adminSay('admin.id')}
    help={adminSay('admin.id.help')}
    value={value}
    set={set}
    disabled={disabled}
    required
    pattern={PATTERN}
    wants="admin.wants.id"
    most={40}
  />
);
