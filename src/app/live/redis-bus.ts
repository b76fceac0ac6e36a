import { Cluster, Redis } from 'ioredis';
import { Bus, Commit, Log } from '../ports';
import { decodeHint, encodeHint } from './hint';
import { createMemoryBus, tell } from './memory-bus';

/** What the bus needs from the app's Redis client. */
export interface RedisLink {
  readonly cluster: boolean;
  readonly commands: Redis | Cluster;
  /** A connection for the bus alone. It does not resubscribe by itself. */
  subscriber(): Redis | Cluster;
}

/** How often unconfirmed channels are subscribed again, ms. */
const RETRY_MS = 1000;
/** `subscribe` waits at most this long (ms) for Redis to confirm; polling heads covers the rest. */
const PATIENCE_MS = 500;

/** The braces are a Redis hash tag: everything of a branch lives on one shard. */
const channelOf = (branch: string) => `{b:${branch}}:live`;

/**
 * Hints between instances over pub/sub, sharded in cluster mode. This instance's own feeds get a
 * hint directly, so they miss nothing while Redis is down; other instances then catch up by polling
 * heads.
 */
export function createRedisBus(redis: RedisLink, instance: string, log: Log): Bus {
  const here = createMemoryBus(log);
  const subscriber = redis.subscriber();
  const wanted = new Map<string, Set<(commit: Commit) => void>>();
  const confirmed = new Set<string>();
  const sending = redis.cluster
    ? (channel: string, text: string) => redis.commands.spublish(channel, text)
    : (channel: string, text: string) => redis.commands.publish(channel, text);
  let lost = 0;
  let closed = false;

  const abandon = (channel: string) => {
    (redis.cluster ? subscriber.sunsubscribe(channel) : subscriber.unsubscribe(channel)).catch(
      (error: Error) =>
        log.debug(
          { channel, error: error.message },
          'could not unsubscribe: the connection closed first',
        ),
    );
  };
  /**
   * Subscribes to one channel; in a cluster each is on its own shard. If it fails, the next round
   * tries again.
   */
  const settle = async (channel: string) => {
    if (closed || confirmed.has(channel) || !wanted.has(channel)) return;
    try {
      await (redis.cluster ? subscriber.ssubscribe(channel) : subscriber.subscribe(channel));
      if (wanted.has(channel)) confirmed.add(channel);
      else abandon(channel);
    } catch (error) {
      log.debug({ channel, error: (error as Error).message }, 'not subscribed yet');
    }
  };
  const settleAll = () => {
    for (const channel of wanted.keys()) void settle(channel);
  };
  const forget = () => confirmed.clear();
  subscriber.on('close', forget);
  subscriber.on('ready', settleAll);
  // A shard's connection was replaced: subscribe to its channels again. Redis accepts repeats.
  if (redis.cluster) {
    for (const event of ['-subscriber', 'subscribersReady']) {
      subscriber.on(event, () => {
        forget();
        settleAll();
      });
    }
  }
  const timer = setInterval(settleAll, RETRY_MS).unref();

  subscriber.on(redis.cluster ? 'smessage' : 'message', (channel: string, text: string) => {
    const commit = decodeHint(instance, text);
    if (!commit || channelOf(commit.branch) !== channel) return;
    tell(wanted.get(channel), commit, log);
  });

  return {
    publish(commit) {
      here.publish(commit);
      sending(channelOf(commit.branch), encodeHint(instance, commit)).catch((error: Error) => {
        lost++;
        if (lost === 1 || lost % 1000 === 0) {
          log.warn(
            { lost, error: error.message },
            'could not send a hint: other instances catch up by polling',
          );
        }
      });
    },
    async subscribe(branch, hear) {
      const channel = channelOf(branch);
      const leave = await here.subscribe(branch, hear);
      const mine = wanted.get(channel) ?? new Set();
      wanted.set(channel, mine.add(hear));
      await within(settle(channel), PATIENCE_MS);
      return () => {
        leave();
        mine.delete(hear);
        if (mine.size > 0 || wanted.get(channel) !== mine) return;
        wanted.delete(channel);
        if (confirmed.delete(channel)) abandon(channel);
      };
    },
    async close() {
      closed = true;
      clearInterval(timer);
      wanted.clear();
      subscriber.disconnect();
      await here.close();
    },
  };
}

function within(work: Promise<void>, ms: number) {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return Promise.race([work, patience]).finally(() => clearTimeout(timer));
}
