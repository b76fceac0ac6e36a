import { Stretch } from '../../../src/app/domain/model/stretch';

/**
 * Every figure once more, computed from stretches as `docs/figures.md` describes it, without the
 * product's own code. Minutes are not rounded.
 */

/** A line of figures; null for the mean of nothing. */
export type Line = Readonly<Record<string, number | null>>;
/** Lines by what they are about: a queue, or a queue and an hour. */
export type Lines = ReadonlyMap<string, Line>;

const MINUTE = 60_000;
const ended =
  (...how: readonly string[]) =>
  (each: Stretch) =>
    how.includes(each.how ?? '');
const began =
  (...by: readonly string[]) =>
  (each: Stretch) =>
    by.includes(each.began);
const atCounter = ({ kind }: Stretch) => kind === 'serving' || kind === 'held';
const number = (of: readonly Stretch[], ...which: readonly ((each: Stretch) => boolean)[]) =>
  of.filter((each) => which.every((fits) => fits(each))).length;
const total = (of: readonly number[]) => of.reduce((sum, each) => sum + each, 0);
const mean = (of: readonly number[]) => (of.length ? total(of) / of.length : null);

/** A percentile, interpolated between the two nearest sorted values. */
function quantile(share: number, of: readonly number[]): number | null {
  if (of.length === 0) return null;
  const sorted = [...of].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

const inMinutes = (ms: number | null) => (ms === null ? null : ms / MINUTE);

export function grouped(
  of: readonly Stretch[],
  key: (each: Stretch) => string | undefined,
): ReadonlyMap<string, readonly Stretch[]> {
  const groups = new Map<string, Stretch[]>();
  for (const each of of) {
    const name = key(each);
    if (name === undefined) continue;
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  return groups;
}

export const lined = (
  groups: ReadonlyMap<string, readonly Stretch[]>,
  figures: (of: readonly Stretch[]) => Line,
): Lines => new Map([...groups].map(([key, of]) => [key, figures(of)]));

const DONE = ['finished', 'left-open', 'closing'];
const HANDED = ['transferred', 'transferred-left-open'];
const LEFT = ['left-open', 'transferred-left-open', 'closing'];
const TAUGHT = ['finished', 'transferred'];

export class Figures {
  constructor(
    readonly stretches: readonly Stretch[],
    /** Open stretches last until then, ms. */
    private readonly now: number,
  ) {}

  length = ({ beganAt, endedAt = this.now }: Stretch) => endedAt - beganAt;
  private service = (each: Stretch) => each.serviceMs ?? this.length(each);
  private spent = (of: readonly Stretch[], kind: string) =>
    total(of.filter((each) => each.kind === kind).map(this.length)) / MINUTE;

  /** No-shows, minus reopened ones. */
  private missed = (of: readonly Stretch[]) =>
    number(of, ended('missed')) - number(of, began('reopened'));

  waits = (of: readonly Stretch[]): Line => {
    const waits = of.flatMap(({ waitMs }) => (waitMs === undefined ? [] : [waitMs]));
    const before = (each: Stretch) => !atCounter(each);
    const taken = (each: Stretch) => each.kind === 'waiting' || each.kind === 'deferred';
    return {
      issued: number(of, began('issued')),
      handed_in:
        number(of, began('transferred', 'moved', 'matter')) -
        number(of, ended('undone'), taken) -
        number(of, ended('not-begun')),
      called: waits.length,
      missed: this.missed(of),
      cancelled: number(of, ended('cancelled')) + number(of, ended('closing'), before),
      abandoned: this.missed(of) + number(of, ended('cancelled'), before),
      mean_wait_minutes: inMinutes(mean(waits)),
      median_wait_minutes: inMinutes(quantile(0.5, waits)),
      p90_wait_minutes: inMinutes(quantile(0.9, waits)),
      called_by_due: number(of, ({ inTarget }) => inTarget === true),
      courtesy_minutes: total(of.map(({ courtesyMs = 0 }) => courtesyMs)) / MINUTE,
      served: number(of, atCounter, ended(...DONE)),
    };
  };

  services = (of: readonly Stretch[]): Line => {
    const taught = of
      .filter(atCounter)
      .filter(ended(...TAUGHT))
      .map(this.service);
    return {
      served: number(of, atCounter, ended(...DONE)),
      handed_on: number(of, atCounter, ended(...HANDED)),
      left_open: number(of, atCounter, ended(...LEFT)),
      taught: taught.length,
      service_ms: total(taught),
      mean_service_minutes: inMinutes(mean(taught)),
      median_service_minutes: inMinutes(quantile(0.5, taught)),
      p90_service_minutes: inMinutes(quantile(0.9, taught)),
    };
  };

  advisors = (of: readonly Stretch[]): Line => {
    const walks = of.filter(({ kind }) => kind === 'called').filter(ended('started'));
    const walk = mean(walks.map(this.length));
    const [calling, serving, idle] = [
      this.spent(of, 'called'),
      this.spent(of, 'serving'),
      this.spent(of, 'idle'),
    ];
    const { served, handed_on, mean_service_minutes } = this.services(of);
    return {
      served,
      handed_on,
      missed: number(of, ended('missed')),
      calling_minutes: calling,
      serving_minutes: serving,
      idle_minutes: idle,
      on_duty_minutes: calling + serving + idle,
      paused_minutes: this.spent(of, 'paused'),
      mean_service_minutes,
      mean_walk_seconds: walk === null ? null : walk / 1000,
      held: number(of, began('held')),
      held_minutes: this.spent(of, 'held'),
    };
  };

  /** An advisor's time of one kind and reason. */
  time = (of: readonly Stretch[]): Line => ({
    minutes: total(of.map(this.length)) / MINUTE,
    times: of.length,
    served: number(of, atCounter, ended(...DONE)),
  });

  branch = (of: readonly Stretch[]): Line => {
    const { served, taught, mean_service_minutes } = this.services(of);
    const waits = this.waits(of.filter(({ queue }) => queue !== undefined));
    const { serving_minutes, on_duty_minutes } = this.advisors(of);
    return { ...waits, served, taught, mean_service_minutes, serving_minutes, on_duty_minutes };
  };

  /** A queue's tickets now waiting, deferred, called, being served and held. */
  open = (of: readonly Stretch[]): Line => {
    const now = (kind: string) => number(of, (each) => each.kind === kind && !each.endedAt);
    return {
      waiting: now('waiting'),
      deferred: now('deferred'),
      called: now('called'),
      serving: now('serving'),
      held: now('held'),
    };
  };

  /**
   * What happened in each hour: an arrival counts when issued, a wait when called, an abandonment
   * when it happened, unless the ticket was reopened later.
   */
  hours(hourOf: (at: number) => number): Lines {
    const reopened = (gone: Stretch) =>
      this.stretches.some(
        (each) =>
          each.ticket === gone.ticket && each.began === 'reopened' && each.beganSeq > gone.beganSeq,
      );
    const sums = new Map<string, { issued: number; abandoned: number; waits: Stretch[] }>();
    const at = (queue: string, instant: number) => {
      const key = `${hourOf(instant)} ${queue}`;
      const sum = sums.get(key) ?? { issued: 0, abandoned: 0, waits: [] };
      sums.set(key, sum);
      return sum;
    };
    for (const each of this.stretches) {
      const { queue, how, endedAt = 0 } = each;
      if (queue === undefined) continue;
      if (each.began === 'issued') at(queue, each.beganAt).issued += 1;
      if (each.waitMs !== undefined) at(queue, endedAt).waits.push(each);
      const gone = how === 'missed' ? !reopened(each) : how === 'cancelled' && !atCounter(each);
      if (gone) at(queue, endedAt).abandoned += 1;
    }
    return new Map(
      [...sums].map(([key, { waits, ...rest }]) => [
        key,
        {
          ...rest,
          called: waits.length,
          mean_wait_minutes: inMinutes(mean(waits.map(({ waitMs }) => waitMs!))),
          called_by_due: waits.filter(({ inTarget }) => inTarget).length,
        },
      ]),
    );
  }
}
