import { Answers } from '../shared/look/parts';
import { adminSay } from './words';

/** Once, when the question appears. */
const intoView = (part: HTMLElement | null) => part?.scrollIntoView({ block: 'nearest' });

/** Asks for confirmation in the place where somebody pressed. */
export const SureHere = ({
  ask,
  yes,
  onYes,
  onNo,
}: {
  ask: string;
  yes: string;
  onYes: () => void;
  onNo: () => void;
}) => (
  <div class="sure-here" ref={intoView}>
    <p>{ask}</p>
    <Answers no={adminSay('admin.second.reset.no')} onNo={onNo} yes={yes} onYes={onYes} danger />
  </div>
);
