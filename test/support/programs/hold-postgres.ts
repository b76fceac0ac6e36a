import { startPostgres } from '../../../src/local/postgres/postgres';

/**
 * Owns a PostgreSQL in the given folder until killed; prints `{url, pid}` or the sentence of a
 * Problem.
 */
startPostgres({ folder: process.argv[2] }).then(
  (postgres) => {
    process.stdout.write(
      JSON.stringify({ url: postgres.url('postgres'), pid: postgres.pid }) + '\n',
    );
    setInterval(() => undefined, 60_000);
  },
  (error: Error) => {
    process.stdout.write(JSON.stringify({ problem: error.message, name: error.name }) + '\n');
  },
);
