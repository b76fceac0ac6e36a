const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/** The least time limit of a test or hook, ms. */
const PATIENCE_MS = 180_000;

/** Runs `make` while new contexts get plain globals of their own instead of jest's proxy. */
function withPlainGlobals(make) {
  const { createContext } = vm;
  vm.createContext = (_globals, ...rest) => createContext(vm.constants.DONT_CONTEXTIFY, ...rest);
  try {
    return make();
  } finally {
    vm.createContext = createContext;
  }
}

/**
 * A time limit is for hanging tests: a test must fail for what it finds, not for a limit meant for
 * a quiet machine. So no limit is shorter than this; a file may ask for more.
 *
 * Globals are plain: with jest's proxy, each `Math`, `Map` or `Date` in a hot loop was a call.
 */
module.exports = class extends TestEnvironment {
  constructor(...args) {
    withPlainGlobals(() => super(...args));
  }

  handleTestEvent(event, { testTimeout }) {
    const limited = { test_start: event.test, hook_start: event.hook }[event.name];
    if (!limited) return;
    limited.timeout = Math.max(limited.timeout ?? testTimeout, PATIENCE_MS);
  }
};
