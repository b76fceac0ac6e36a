const { createRequire } = require('node:module');

// jest's own sequencer, found as jest finds it: it is not a package of ours.
const core = createRequire(createRequire(require.resolve('jest')).resolve('@jest/core'));
const { default: Sequencer } = core('@jest/test-sequencer');

/** What takes minutes, the longest first: much of it waits, so it must not be left for the end. */
const LONGEST = [
  'local/busy/busy',
  'app/http/valid-input',
  'app/plugins/telegram/faults',
  'never/calls',
  'local/start',
  'app/pages/endurance',
  'app/platform/database-trouble',
  'never/numbers',
  'never/one-active',
  'app/pages/staff-states',
  'app/pages/display-fits',
  'app/platform/long-reads',
  'app/plugins/telegram/issuing',
  'app/plugins/telegram/other-servers',
  'local/start-refused',
  'app/pages/public-states',
  'app/pages/trouble',
  'app/platform/terminations',
  'local/bot-api/phone',
  'never/frozen',
].map((name) => `/test/${name}.test.ts`);

const rank = ({ path }) => {
  const at = LONGEST.findIndex((name) => path.endsWith(name));
  return at < 0 ? LONGEST.length : at;
};

/**
 * A fresh clone remembers no durations, and jest then begins with the largest files, which are not
 * the longest: the last minutes would be one worker's. All else keeps jest's order.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};
