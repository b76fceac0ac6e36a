import { percent } from '../../texts/format';
import type { Simulation } from '../../wire/simulations';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';

const [LOWEST, HIGHEST, STEP] = [50, 200, 5];
const SHARES = [0.7, 0.8, 0.9, 0.95];

/**
 * How many customers come, relative to what is expected: a slider, since this is the largest
 * uncertainty.
 */
export function PlanLevel({
  simulation,
  scale,
  onScale,
}: {
  simulation: Simulation;
  scale: number;
  onScale: (scale: number) => void;
}) {
  const more = Math.round(scale * 100) - 100;
  const words =
    more === 0
      ? staffSay('plan.level.usual')
      : staffSay(more > 0 ? 'plan.level.more' : 'plan.level.less', {
          percent: percent(tag.value, Math.abs(more) / 100),
        });
  const [plan] = simulation.plans;
  const people = staffSay('plan.people', {
    n: Math.round(plan.came.mean),
    low: Math.round(plan.came.low),
    high: Math.round(plan.came.high),
  });
  return (
    <div class="field plan-level">
      <label for="plan-level">
        {staffSay('plan.level')}: {words}
      </label>
      <input
        id="plan-level"
        type="range"
        min={LOWEST}
        max={HIGHEST}
        step={STEP}
        value={Math.round(scale * 100)}
        aria-valuetext={words}
        onInput={(event) => onScale(Number(event.currentTarget.value) / 100)}
      />
      <span class="hint">{people}</span>
    </div>
  );
}

/** Chooses how many of ten should be called in time. */
export const PlanShare = ({
  share,
  onShare,
}: {
  share: number;
  onShare: (share: number) => void;
}) => (
  <div class="field">
    <label for="plan-share">{staffSay('plan.share')}</label>
    <select
      id="plan-share"
      class="input"
      value={String(share)}
      onChange={(event) => onShare(Number(event.currentTarget.value))}
    >
      {[...new Set([...SHARES, share])].sort().map((each) => (
        <option key={each} value={String(each)}>
          {staffSay('plan.share.of', { n: each * 10 })}
        </option>
      ))}
    </select>
  </div>
);
