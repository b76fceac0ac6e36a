/**
 * Jest prints no line that CI can count, so this prints one at the end. In watch mode there is no
 * end.
 */
module.exports = class CountReporter {
  constructor({ watch, watchAll }) {
    this.isWatching = watch || watchAll;
  }

  onRunComplete(_contexts, results) {
    if (this.isWatching) return;
    const failedSuites = results.testResults.filter((suite) => suite.testExecError).length;
    const failed = results.numFailedTests + failedSuites;
    process.on('exit', () =>
      process.stdout.write(`${results.numPassedTests} passed, ${failed} failed\n`),
    );
  }
};
