import { Notice, Problem } from '../shared/look/parts';
import { say } from '../shared/look/words';
import { dropKept, kept, refusedLate, waits } from './pressed';
import type { Press } from './still-meant';

/** A press made without a connection, a button to take it back, and its result. */
export function KeptPress() {
  if (!kept.value) return <Problem error={refusedLate.value} />;
  if (!waits.value) return null;
  return (
    <Notice
      tone="attention"
      live
      action={
        <button type="button" class="button small" onClick={dropKept}>
          {say('pressed.drop')}
        </button>
      }
    >
      <strong>{wordsOf(kept.value.press)}</strong>: {say('pressed.kept')}
    </Notice>
  );
}

function wordsOf(press: Press): string {
  switch (press.what) {
    case 'cancel':
      return say('pressed.cancel');
    case 'arrived':
      return say('arrival.here');
    case 'defer':
      return say('pressed.defer', { n: press.minutes });
    case 'feedback':
      return say('pressed.feedback');
  }
}
