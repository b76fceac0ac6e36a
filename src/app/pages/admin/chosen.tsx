import { ComponentChildren } from 'preact';
import { close, Icon } from '../shared/look/all-icons';
import { adminSay } from './words';

/** What was chosen of many, each by name and with a way out. */
export const Chosen = <T extends string | number>({
  value,
  nameOf,
  remove,
  more,
}: {
  value: readonly T[];
  nameOf: (each: T) => string;
  /** Undefined: none may be taken away. */
  remove: ((each: T) => void) | undefined;
  /** More buttons for one of them. */
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
