import * as icons from '../shared/look/icons';
import { Icon } from '../shared/look/icons';
import { say } from '../shared/look/words';

/** "I am here", for customers who are out of the line. */
export const Here = ({ busy, press }: { busy: boolean; press: () => void }) => (
  <button type="button" class="button primary wide" disabled={busy} onClick={press}>
    <Icon of={icons.check} />
    {say('arrival.here')}
  </button>
);
