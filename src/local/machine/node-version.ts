/**
 * Imported first by every entry point: the rest is written for the Node that npm brings (package
 * `node`), and an older one fails on it with errors that do not say so. Plain enough for old ones
 * to run.
 */
const MAJOR = 24;

if (Number(process.versions.node.split('.')[0]) < MAJOR) {
  console.error(
    `Node ${process.version} found, but this needs Node ${MAJOR} from node_modules/.bin. ` +
      'Run npm ci with install scripts allowed (no --ignore-scripts), then use npm start.',
  );
  process.exit(1);
}
