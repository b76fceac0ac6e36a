import { KeyedAction } from '../../domain/model/console-keys';
import { Icon, IconShape } from '../shared/look/all-icons';
import { Key, keyed } from './keys';

/** A button with its keyboard shortcut; disabled while there is nothing to do. */
export const KeyedButton = ({
  of,
  icon,
  words,
  press,
  look = '',
}: {
  of: KeyedAction;
  icon: IconShape;
  words: string;
  press: (() => void) | undefined;
  /** Further classes, such as `plain small`. */
  look?: string;
}) => (
  <button
    type="button"
    class={look ? `button ${look}` : 'button'}
    {...keyed(of)}
    disabled={!press}
    onClick={press}
  >
    <Icon of={icon} />
    {words}
    <Key of={of} />
  </button>
);
