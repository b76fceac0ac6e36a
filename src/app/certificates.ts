import { readFile } from 'node:fs/promises';
import { ConfigError } from './config';

/** Reads the PEM file that a variable names; `whose` says which authority, for the error. */
export const certificatesIn = (file: string, variable = 'DATABASE_CA_FILE', whose = 'database') =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError([
      `${variable} names ${file}, which cannot be read (${error.code}): ` +
        `set it to the PEM file of the ${whose}'s certificate authority`,
    ]);
  });
