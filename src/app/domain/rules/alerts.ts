import { suggested } from '../line/suggested';
import { Alert } from '../model/alert';
import { Refused } from '../model/errors';
import { Measured } from '../model/measured';
import { optional } from '../model/records';
import { Cause, causes, openAlert } from './alert-causes';
import { isSettled, keyOf } from './alert-patience';
import { Decision } from './decision';

/** Raises an alert, unless one of its kind about the same subject is open. */
export function raise(decision: Decision, cause: Cause): void {
  if (openAlert(decision.slice, cause.kind, cause.subject)) return;
  const { kind, subject, value, threshold } = cause;
  decision.emit({
    type: 'AlertRaised',
    alert: {
      id: `${kind}:${subject}:${decision.now}`,
      kind,
      subject,
      openedAt: decision.now,
      value,
      threshold,
      ...optional('action', suggested(decision.slice, cause)),
    },
  });
}

/**
 * Each alert opens once, is updated when things have clearly changed or another action would help,
 * and closes when its cause is gone. A short change neither opens nor closes one.
 */
export function watchAlerts(decision: Decision, measured: Measured): void {
  const now = causes(decision.slice, measured, decision.now);
  const byKey = new Map(now.map((cause) => [keyOf(cause), cause]));
  const settled = (differs: Parameters<typeof isSettled>[0]) =>
    isSettled(differs, measured.unsettled, decision.now);
  for (const alert of Object.values(decision.slice.alerts).sort(
    (a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1),
  )) {
    const cause = byKey.get(keyOf(alert));
    if (!cause) {
      if (settled({ closes: alert })) close(decision, alert);
    } else if (worthTelling(alert, cause)) {
      decision.emit({
        type: 'AlertUpdated',
        id: alert.id,
        value: cause.value,
        ...optional('action', cause.action),
      });
    }
  }
  now.filter((opens) => settled({ opens })).forEach((cause) => raise(decision, cause));
}

function close(decision: Decision, { id, kind, subject }: Alert): void {
  decision.emit({ type: 'AlertClosed', id, kind, subject });
}

/**
 * An update stays in the chain, so it takes a tenth of the threshold, or one whole count or minute.
 */
function worthTelling(alert: Alert, cause: Cause): boolean {
  const step =
    cause.threshold >= 1
      ? Math.max(1, cause.threshold / 10)
      : cause.threshold > 0
        ? cause.threshold / 10
        : 1;
  return (
    Math.abs(cause.value - alert.value) >= step ||
    JSON.stringify(withoutFigures(cause.action)) !== JSON.stringify(withoutFigures(alert.action))
  );
}

/**
 * What an action does, without the shares it would bring: those change at every look, and alone are
 * not news.
 */
function withoutFigures(action: Alert['action']): object | undefined {
  if (!action || !('within' in action)) return action;
  const { within: _, instead: __, ...does } = action;
  return does;
}

/** A supervisor has seen it. The first one is kept. A call for help is over: they go there. */
export function acknowledgeAlert(decision: Decision, id: string, by: string): void {
  const { alerts } = decision.slice;
  const alert = Object.hasOwn(alerts, id) ? alerts[id] : undefined;
  if (!alert) {
    throw new Refused(
      'missing',
      'unknown_alert',
      `There is no open alert ${JSON.stringify(id)}; it may have closed by itself.`,
      [{ field: 'alert', got: id, wants: 'the id of an open alert' }],
    );
  }
  if (alert.acknowledgedBy === undefined) decision.emit({ type: 'AlertAcknowledged', id, by });
  if (alert.kind === 'help-asked') close(decision, alert);
}
