import { App, AppOptions } from './assemble/app';
import { watchForesight } from './assemble/foresight';
import { deliveryAge, joinMessages } from './assemble/messages';
import { hostPlugins, startPlugins } from './assemble/plugins';
import { auditQueries } from './assemble/queries';
import { joinReportMails } from './assemble/report-mails';
import { joinScreens } from './assemble/screens';
import { openStorage } from './assemble/storage';
import { joinTime } from './assemble/time';
import { joinWeb, listen, openDoors } from './assemble/web';
import { joinWriting } from './assemble/writing';

export type { App, AppOptions };

/**
 * Joins the core. Nothing here decides anything: each join hands functions from one room to the
 * next, through the types in `ports.ts`. Rejects when the database does not answer, the keys do not
 * open it, the port is taken or a plugin fails to start.
 *
 * Each join pushes the closing of what it opened onto the stack. So a failed start and a stop close
 * things in the same order, the reverse of the one below
 * (`docs/decisions/0122-one-order-of-ending.md`).
 */
export async function createApp(options: AppOptions): Promise<App> {
  const stack = new AsyncDisposableStack();
  try {
    return await joinAll(options, stack);
  } catch (error) {
    await stack.disposeAsync().catch((reason: unknown) => {
      options.log.error({ err: reason }, 'could not close everything after a failed start');
    });
    throw error;
  }
}

async function joinAll(options: AppOptions, stack: AsyncDisposableStack): Promise<App> {
  const storage = await openStorage(options, stack);
  const writing = joinWriting(options, storage, stack);
  const core = { storage, writing };
  const screens = joinScreens(options, core, stack);
  const { listener, port, url } = await listen(options, stack);
  const relay = joinMessages(options, core, stack);
  const hosts = hostPlugins(options, core, url);
  const web = await joinWeb(options, { ...core, screens, hosts, url, listener }, stack);
  await startPlugins(hosts, core, stack);
  const { sweep, keeper, erasures, nightly, recordReadings } = joinTime(options, core, stack);
  const reportMails = joinReportMails(options, core, url, stack);
  options.beforeServing?.();
  const sockets = openDoors(
    options,
    { listener, web, screens, clock: writing.deps.clock, url },
    stack,
  );

  let closed: Promise<void> | undefined;
  return {
    url,
    port,
    operations: writing.operations,
    run: writing.run,
    sweep,
    vault: storage.vault,
    audit: auditQueries(storage.database),
    sendReports: async () => reportMails?.step(),
    anchor: async () => keeper?.step(),
    keepErased: async () => erasures?.step(),
    proveNightly: nightly.look,
    recordReadings,
    gauges: {
      openSockets: async () => sockets.count,
      deliveryAgeSeconds: () => deliveryAge(core),
      consumersStopped: async () =>
        Object.keys(relay.troubles()).length + Number((await reportMails?.trouble()) ?? false),
      ...watchForesight(options, core),
    },
    retire: listener.retire,
    close: () => (closed ??= stack.disposeAsync()),
  };
}
