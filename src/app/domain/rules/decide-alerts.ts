import { Alert } from '../model/alert';
import { Cause, causes, openAlert } from './alert-rules';
import { Measured } from '../model/commands';
import { Draft } from './draft';
import { Refused } from '../model/errors';
import { given } from '../model/records';

/** Opens an alert, unless one of its kind is open about the same subject. */
export function raise(draft: Draft, cause: Cause): void {
  if (openAlert(draft.slice, cause.kind, cause.subject)) return;
  const { kind, subject, value, threshold, action } = cause;
  draft.emit({
    type: 'AlertRaised',
    alert: {
      id: `${kind}:${subject}:${draft.now}`,
      kind,
      subject,
      openedAt: draft.now,
      value,
      threshold,
      ...given('action', action),
    },
  });
}

/**
 * Each alert opens once, is updated when it has got clearly better or worse or another action is
 * due, and closes when its cause is gone.
 */
export function watchAlerts(draft: Draft, measured: Measured): void {
  const now = causes(draft.slice, measured, draft.now);
  const key = ({ kind, subject }: Pick<Alert, 'kind' | 'subject'>) => `${kind}:${subject}`;
  const byKey = new Map(now.map((cause) => [key(cause), cause]));
  for (const alert of Object.values(draft.slice.alerts).sort(
    (a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1),
  )) {
    const cause = byKey.get(key(alert));
    if (!cause)
      draft.emit({ type: 'AlertClosed', id: alert.id, kind: alert.kind, subject: alert.subject });
    else if (worthTelling(alert, cause))
      draft.emit({
        type: 'AlertUpdated',
        id: alert.id,
        value: cause.value,
        ...given('action', cause.action),
      });
  }
  now.forEach((cause) => raise(draft, cause));
}

/**
 * An update is an event for good: a tenth of the threshold, or one whole unit of counts and
 * minutes, is worth one.
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
    JSON.stringify(cause.action) !== JSON.stringify(alert.action)
  );
}

/** A supervisor has seen it. The first to say so is kept. */
export function acknowledgeAlert(draft: Draft, id: string, by: string): void {
  const alert = draft.slice.alerts[id];
  if (!alert) {
    throw new Refused(
      'missing',
      'unknown_alert',
      `No open alert ${JSON.stringify(id)}; it may have closed by itself.`,
      [{ field: 'alert', got: id, wants: 'the id of an open alert' }],
    );
  }
  if (alert.acknowledgedBy === undefined) draft.emit({ type: 'AlertAcknowledged', id, by });
}
