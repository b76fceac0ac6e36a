import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';
import { Regions, regionsOf } from './region-groups';

export const regionName = (region: string) => region || staffSay('overview.region.none');

/** Chooses regions; nothing if no branch has one. */
export function ChooseRegions({
  rows,
  regions,
  onChoose,
}: {
  rows: readonly { readonly region: string }[];
  regions: Regions;
  onChoose: (regions: Regions) => void;
}) {
  const all = regionsOf(rows, tag.value);
  if (all.every((region) => region === '')) return null;
  const value = regions.as === 'one' ? `=${regions.region}` : regions.as;
  return (
    <label>
      <span class="unseen">{staffSay('overview.region')}</span>
      <select
        class="input"
        value={value}
        onChange={({ currentTarget: { value: chosen } }) =>
          onChoose(
            chosen.startsWith('=')
              ? { as: 'one', region: chosen.slice(1) }
              : { as: chosen as 'all' | 'grouped' },
          )
        }
      >
        <option value="all">{staffSay('overview.region.all')}</option>
        <option value="grouped">{staffSay('overview.region.grouped')}</option>
        {all.map((region) => (
          <option key={region} value={`=${region}`}>
            {regionName(region)}
          </option>
        ))}
      </select>
    </label>
  );
}
