/**
 * Imported first by every entry point. The rest is written for the Node that npm installs (package
 * `node`), and fails with misleading errors on older versions. This file is simple enough to run on
 * those.
 */
const MAJOR = 24;

if (Number(process.versions.node.split('.')[0]) < MAJOR) {
  console.error(
    `Node ${process.version} found, but this needs Node ${MAJOR} from node_modules/.bin. ` +
      'Run npm ci with install scripts allowed (no --ignore-scripts), then use npm start.',
  );
  process.exit(1);
}
