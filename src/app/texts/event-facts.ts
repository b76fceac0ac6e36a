/**
 * The parts of an event's fact that are put into words. A fact may come from any release, or be
 * forged: nothing is assumed except that it is an object.
 */

export type Facts = Readonly<Record<string, unknown>>;

const words = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** A text or a number as text; undefined for anything else. */
export const valueOf = (value: unknown): string | undefined =>
  typeof value === 'number' ? String(value) : words(value);

/** Which of several things an event of this kind reports; undefined if there is only one. */
export function whichOf(fact: Facts): string | undefined {
  switch (fact.type) {
    case 'AdvisorStateChanged':
      return dutyOf(words(fact.from), words(fact.to));
    case 'AdvisorAsked':
    case 'BranchConfigured':
    case 'PersonalDataShown':
    case 'TicketUndone':
      return words(fact.what);
    case 'AdvisorPlanned':
      return words((fact.plan as Facts | undefined)?.to) ?? 'stays';
    case 'DeliveryEnded':
      return words(fact.outcome);
    case 'TicketCancelled':
      return words(fact.because);
    case 'TicketPrinted':
      return fact.ok === true ? 'printed' : 'not-printed';
    default:
      return undefined;
  }
}

function dutyOf(from: string | undefined, to: string | undefined): string | undefined {
  if (to === 'offline' || to === 'paused') return to;
  return from === 'offline' || from === 'paused' ? `from-${from}` : undefined;
}

/** Which queue or counter was configured, as facts of the line name it. */
export function configured({ type, what, changed }: Facts): Facts {
  const [id] = (Array.isArray(changed) ? changed : []) as readonly unknown[];
  if (type !== 'BranchConfigured' || typeof id !== 'string') return {};
  if (what === 'queues') return { queue: id };
  return what === 'counters' ? { counter: id } : {};
}

/** The queues something moved from and to. */
export function wayOf({ type, from, to, queue }: Facts): readonly string[] {
  const way = [words(from), words(type === 'TicketUndone' ? queue : to)];
  const goes = ['TicketTransferred', 'TicketMoved', 'MatterBegun', 'TicketUndone'].includes(
    String(type),
  );
  const [here, there] = way;
  return goes && here !== undefined && there !== undefined && here !== there ? [here, there] : [];
}

interface AlertFact {
  readonly kind: string;
  readonly subject: string;
  /** What the subject is; undefined if it is the branch. */
  readonly of: 'queue' | 'advisor' | 'ticket' | 'device' | undefined;
}

const OF_ADVISOR = ['advisor-offline', 'advisor-unanswered', 'pause-long', 'console-silent'];
const OF_DEVICE = ['help-asked', 'device-offline'];

/** Which alert an event is about: its id is `kind:subject:openedAt`. */
export function alertOf(fact: Facts): AlertFact | undefined {
  if (!words(fact.type)?.startsWith('Alert')) return undefined;
  const id = words(fact.id) ?? words((fact.alert as Facts | undefined)?.id);
  const [, kind, subject] = /^([a-z-]+):(.+):\d+$/.exec(id ?? '') ?? [];
  return kind === undefined ? undefined : { kind, subject, of: subjectOf(kind) };
}

function subjectOf(kind: string): AlertFact['of'] {
  if (kind === 'messages-failing') return undefined;
  if (kind === 'ticket-open') return 'ticket';
  if (OF_DEVICE.includes(kind)) return 'device';
  return OF_ADVISOR.includes(kind) ? 'advisor' : 'queue';
}
