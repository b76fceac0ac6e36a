import { readFileSync } from 'node:fs';

/**
 * Ends the process with one sentence when it runs on an older Node than `.node-version` says: an
 * editor's test runner takes the system's, and test after test would miss a function.
 */
const wanted = readFileSync(new URL('../.node-version', import.meta.url), 'utf8').trim();

if (Number(process.versions.node.split('.')[0]) < Number(wanted)) {
  console.error(
    `Node ${process.versions.node} found, but this needs Node ${wanted} from node_modules/.bin. ` +
      'Run npm ci with install scripts allowed (no --ignore-scripts), ' +
      'then use npm test, npm run test:unit or npx jest.',
  );
  process.exit(1);
}
