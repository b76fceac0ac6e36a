import { clockTime } from '../../texts/format';
import { second } from '../shared/api/clock';
import { branch as data } from '../shared/api/watch-branch';
import { Notice } from '../shared/look/parts';
import { say } from '../shared/look/screen-words';
import { BankMark } from '../shared/look/wear';
import { tag } from '../shared/look/words';
import { givesNumbers } from './gives';

/** Letters that fit beside a mark in one line; a longer name gets more lines of smaller letters. */
const LONG = 30;

/**
 * The same on every screen: branch and time. It has nothing to press, since it may be out of reach.
 */
export function Header({ lost }: { lost: boolean }) {
  const { branch } = data.value!;
  return (
    <header class="kiosk-header">
      <div class="kiosk-bar">
        <span class="place">
          <BankMark />
          <bdi class={`kiosk-branch ${branch.name.length > LONG ? 'long' : ''}`}>{branch.name}</bdi>
        </span>
        <time class="figures strong">{clockTime(tag.value, second.value, branch.timeZone)}</time>
      </div>
      <div aria-live="assertive">
        {lost && (
          <Notice tone="attention">
            <strong>
              {say(
                givesNumbers(data.value!, second.value) ? 'kiosk.offline' : 'kiosk.offline.none',
              )}
            </strong>
            <br />
            {say('kiosk.offline.again')}
          </Notice>
        )}
      </div>
    </header>
  );
}
