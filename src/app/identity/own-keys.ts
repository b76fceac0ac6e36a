import { chosenOf, keysOf, OwnKeys, refuseConflict } from '../domain/model/console-keys';
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
      refuseConflict(keys);
      const chosen = { on, keys };
      await store.chooseKeys(staff, chosen);
      return shown(chosen);
    },
  };
}
export type OwnKeysOf = ReturnType<typeof createOwnKeys>;
