import { startValkey } from '../../../src/local/valkey/valkey';

/**
 * Owns a Valkey in the given folder until killed; prints its process id or the sentence of a
 * Problem.
 */
startValkey({ folder: process.argv[2], binFolder: process.argv[3] }).then(
  (valkey) => {
    process.stdout.write(`pid ${valkey.pid}\n`);
    setInterval(() => undefined, 60_000);
  },
  (error: Error) => {
    process.stdout.write(`problem ${error.message}\n`);
  },
);
