import { Json } from '../../src/app/ports';

/** A plugin's store in memory: like the database's it compares before it sets. */
export function memoryStore() {
  const kept = new Map<string, { value: Json; version: number }>();
  const store = {
    get: async (key: string) => kept.get(key),
    async put(key: string, value: Json, { version }: { version?: number } = {}) {
      const before = kept.get(key)?.version ?? 0;
      if (version !== undefined && version !== before) return false;
      kept.set(key, { value, version: before + 1 });
      return true;
    },
    async remove(key: string, version?: number) {
      if (version === undefined || kept.get(key)?.version === version) kept.delete(key);
    },
  };
  return { kept, store };
}
