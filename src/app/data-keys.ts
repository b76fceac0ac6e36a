import { readFileSync } from 'node:fs';
import { Config, ConfigError } from './config';
import { KeySource } from './vault/vault';

/**
 * The data keys as configured: their text, or a function that reads their file anew each time.
 * @throws ConfigError where there are none
 */
export function keysOf({ dataKeys, dataKeysFile }: Config): KeySource {
  if (dataKeysFile !== undefined) {
    const read = () => readFileSync(dataKeysFile, 'utf8');
    try {
      read();
    } catch (error) {
      throw new ConfigError([
        `DATA_KEYS_FILE names ${dataKeysFile}, which cannot be read ` +
          `(${(error as NodeJS.ErrnoException).code}): set it to the file with the data keys`,
      ]);
    }
    return read;
  }
  if (dataKeys) return dataKeys;
  throw new ConfigError([
    'DATA_KEYS is not set: set it to the key that customers are encrypted with, ' +
      'any text of 32 characters or more. Whoever loses it loses the data.',
  ]);
}
