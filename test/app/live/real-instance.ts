import { createApp } from '../../../src/app/create-app';
import { Feed } from '../../../src/app/live/feed';
import { Commit } from '../../../src/app/ports';
import { seedDemoBank } from '../../../src/local/demo/seed';
import { CHEAP_HASH } from '../../support/bank';
import { memoryLog } from '../../support/memory-log';

/**
 * A process with the whole app, on the given servers. `how`: `lossy` loses every tenth hint on its
 * way to a feed; `seamless` also makes every hint claim to follow what was heard last, so that no
 * hole is noticed.
 */
async function main([database, redis, instance, how]: readonly string[]) {
  const hear = Feed.prototype.hear;
  let count = 0;
  const last = new WeakMap<Feed, number>();
  Feed.prototype.hear = function (this: Feed, commit: Commit) {
    if (++count % 10 === 0) return;
    if (how === 'lossy') return hear.call(this, commit);
    hear.call(this, { ...commit, prev: last.get(this) ?? commit.prev });
    last.set(this, commit.seq);
  };
  const app = await createApp({
    database: { url: database },
    redis: { url: redis, cluster: false },
    dataKeys: '"a test key of thirty-two characters or more"',
    port: 0,
    host: '127.0.0.1',
    instance,
    plugins: [],
    log: memoryLog(),
  });
  if (instance === 'first') await seedDemoBank(app.operations, CHEAP_HASH);
  process.stdout.write(`PORT ${app.port}\n`);
  process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
}

void main(process.argv.slice(2));
