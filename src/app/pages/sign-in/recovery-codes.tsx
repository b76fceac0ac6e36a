import { Notice } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';

/** Recovery codes, which are shown only once. */
export const RecoveryCodes = ({
  codes,
  onKept,
}: {
  codes: readonly string[];
  onKept: () => void;
}) => (
  <section class="sign-in-card-part" aria-labelledby="recovery-codes">
    <h2 id="recovery-codes">{staffSay('second.codes.title')}</h2>
    <Notice tone="attention" live>
      {staffSay('second.codes.text')}
    </Notice>
    <ul class="recovery-codes">
      {codes.map((code) => (
        <li key={code}>
          <code>{code}</code>
        </li>
      ))}
    </ul>
    <button type="button" class="button wide no-print" onClick={() => print()}>
      {staffSay('second.codes.print')}
    </button>
    <button type="button" class="button primary wide no-print" onClick={onKept}>
      {staffSay('second.codes.kept')}
    </button>
  </section>
);
