import { isOpen } from '../../domain/model/day';
import { Sign } from '../../domain/model/sign';
import { clockTime } from '../../texts/format';
import type { Directory } from '../../wire/settings';
import { second } from '../shared/api/clock';
import { Status } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';
import { staffName } from './alert-words';

/** What a sign says, or will say, in one line; undefined once it is down. */
export function signWords(sign: Sign | undefined, directory: Directory): string | undefined {
  if (!sign || sign.untilMs <= second.value) return undefined;
  const time = (at: number) => clockTime(tag.value, at, directory.config.settings.timeZone);
  const about = {
    reason: staffSay(`sign.reason.${sign.reason}`),
    name: staffName(directory, sign.by),
  };
  return sign.fromMs <= second.value
    ? staffSay(`sign.${sign.says}`, { ...about, time: time(sign.untilMs) })
    : staffSay(sign.says === 'closed' ? 'sign.closes' : 'sign.opens', {
        ...about,
        time: time(sign.fromMs),
      });
}

export function SignLine({ sign, directory }: { sign?: Sign; directory: Directory }) {
  const words = signWords(sign, directory);
  return words === undefined ? null : (
    <p class="queue-more">
      <Status tone="info">{words}</Status>
    </p>
  );
}

/** Whether the branch is open, who opened or closed it, and a button to change that. */
export function BranchDoor({ directory, onOpen }: { directory: Directory; onOpen: () => void }) {
  const { settings } = directory.config;
  const words = signWords(settings.sign, directory);
  const open = isOpen(second.value, settings);
  return (
    <>
      <span class="queues-door">
        <Status tone={open ? 'good' : 'off'}>
          {staffSay(open ? 'sign.branch.open' : 'sign.branch.closed')}
        </Status>
        <button type="button" class="button small" onClick={onOpen}>
          {staffSay('sign.branch')}
        </button>
      </span>
      {words !== undefined && <span class="quiet">{words}</span>}
    </>
  );
}
