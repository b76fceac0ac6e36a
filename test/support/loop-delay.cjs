'use strict';

/**
 * How long the app's event loop was blocked, printed twice a second as `LOOP <ms> <ms> <MiB>`: the
 * longest delay (`monitorEventLoopDelay`), the most processor time of this thread between two looks
 * a millisecond apart, and the resident memory. On a shared machine only the second figure is about
 * the app itself: a thread that waits for a processor is late without working.
 */
const { monitorEventLoopDelay } = require('node:perf_hooks');

const cpu = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

if (process.argv.includes('serve')) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let last = cpu();
  let most = 0;
  setInterval(() => {
    const now = cpu();
    most = Math.max(most, now - last);
    last = now;
  }, 1).unref();
  setInterval(() => {
    const rss = Math.round(process.memoryUsage.rss() / 1024 / 1024);
    process.stderr.write(`LOOP ${Math.round(delay.max / 1e6)} ${Math.round(most)} ${rss}\n`);
    delay.reset();
    most = 0;
  }, 500).unref();
}
