const { writeFileSync } = require('node:fs');
const { relative } = require('node:path');

/** A file that could not be run counts as one failed test. */
const countsOf =
  ({ rootDir }) =>
  (suite) => ({
    path: relative(rootDir, suite.testFilePath),
    passed: suite.numPassingTests,
    failed: suite.numFailingTests + (suite.testExecError ? 1 : 0),
    names: suite.testResults
      .filter(({ status }) => status === 'failed')
      .map((test) => test.fullName),
  });

/**
 * Jest prints no line that CI can count, so this prints one at the end; or, where `npm test` may
 * run some files again, writes what it counted to the file that TEST_COUNTS names. In watch mode
 * there is no end.
 */
module.exports = class CountReporter {
  constructor(config) {
    this.config = config;
  }

  onRunComplete(_contexts, { testResults, numPassedTests }) {
    if (this.config.watch || this.config.watchAll) return;
    const files = testResults.map(countsOf(this.config));
    const failed = files.reduce((sum, file) => sum + file.failed, 0);
    const asked = process.env.TEST_COUNTS;
    if (asked) writeFileSync(asked, JSON.stringify(files));
    else process.on('exit', () => console.log(`${numPassedTests} passed, ${failed} failed`));
  }
};
