import { chosenOf, conflictOf, keysOf, OwnKeys } from '../domain/model/console-keys';
import { Refused } from '../domain/model/errors';
import { ConsoleKeyStore, KeysChosen, KeysShown } from '../ports';

const shown = ({ on, keys }: KeysChosen): KeysShown => ({
  on,
  keys: keysOf(keys),
  own: chosenOf(keys),
});

/** The keys of a person's console, which go with them from counter to counter. */
export function createOwnKeys(store: ConsoleKeyStore) {
  return {
    async of(staff: string): Promise<KeysShown> {
      return shown((await store.keysChosen(staff)) ?? { on: true, keys: {} });
    },
    /** @throws Refused when two actions would have the same key */
    async choose(
      staff: string,
      { on, keys }: { readonly on: boolean; readonly keys: OwnKeys },
    ): Promise<KeysShown> {
      const conflict = conflictOf(keys);
      if (conflict) {
        const [action, other, key] = conflict;
        throw new Refused(
          'invalid',
          'key_taken',
          `${key} would be the key of both ${other} and ${action}. Choose another for one of ` +
            'them, or none.',
          [{ field: `keys.${action}`, got: key, wants: `another key than that of ${other}` }],
          { action, other },
        );
      }
      const chosen = { on, keys };
      await store.chooseKeys(staff, chosen);
      return shown(chosen);
    },
  };
}
export type OwnKeysOf = ReturnType<typeof createOwnKeys>;
