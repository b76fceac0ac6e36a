import { ComponentChildren } from 'preact';
import { close, Icon } from '../shared/look/all-icons';
import { adminSay } from './words';

/** The chosen ones among many, each by name and removable. */
export const Chosen = <T extends string | number>({
  value,
  nameOf,
  remove,
  more,
}: {
  value: readonly T[];
  nameOf: (each: T) => string;
  /** Undefined: none may be removed. */
  remove: ((each: T) => void) | undefined;
  /** Further buttons for each. */
  more?: (each: T, at: number) => ComponentChildren;
}) => (
  <ul class="chosen figures">
    {value.map((each, at) => (
      <li key={each}>
        <bdi>{nameOf(each)}</bdi>
        {more?.(each, at)}
        {remove && (
          <button
            type="button"
            class="button plain icon-only"
            aria-label={adminSay('admin.pick.remove', { name: nameOf(each) })}
            onClick={() => remove(each)}
          >
            <Icon of={close} />
          </button>
        )}
      </li>
    ))}
  </ul>
);
