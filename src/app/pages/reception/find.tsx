import { useEffect, useRef, useState } from 'preact/hooks';
import type { Directory } from '../../wire/settings';
import { Notice } from '../shared/look/parts';
import { useShortcuts } from '../shared/look/shortcuts';
import { say } from '../shared/look/words';
import { Desk } from './desk';
import { FoundTicket } from './found-ticket';
import { soughtIn } from './sought';
import { deskProblem, deskSay } from './words';

/** One field for what a person says, and for what a hand scanner reads. */
export function Find({ desk, directory }: { desk: Desk; directory: Directory }) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string>();
  useEffect(() => field.current!.focus(), []);
  useShortcuts({ b: () => field.current!.focus(), '/': () => field.current!.focus() });

  const find = async () => {
    const sought = soughtIn(text);
    if (!sought) return field.current!.focus();
    setBusy(true);
    setSaid(undefined);
    try {
      const found = await desk.find(sought);
      if (found.length === 0) {
        setSaid(deskSay(sought.as === 'key' ? 'reception.find.bad-code' : 'reception.find.none'));
      } else {
        setText('');
      }
    } catch (error) {
      desk.found.value = undefined;
      setSaid(deskProblem(error));
    } finally {
      setBusy(false);
      field.current?.select();
    }
  };
  return (
    <section class="reception-card" aria-labelledby="reception-find">
      <h2 id="reception-find">{deskSay('reception.find')}</h2>
      <form
        class="reception-search"
        onSubmit={(event) => {
          event.preventDefault();
          void find();
        }}
      >
        <SoughtField field={field} value={text} set={setText} />
        <button class="button primary" disabled={busy}>
          {busy ? say('loading') : deskSay('reception.find.do')}
        </button>
      </form>
      <div aria-live="polite">{said && <Notice tone="attention">{said}</Notice>}</div>
      <div class="reception-found" aria-label={deskSay('reception.found')} role="group">
        {desk.found.value?.map((ticket) => (
          <FoundTicket key={ticket.id} desk={desk} directory={directory} ticket={ticket} />
        ))}
      </div>
    </section>
  );
}

const SoughtField = ({
  field,
  value,
  set,
}: {
  field: { current: HTMLInputElement | null };
  value: string;
  set: (value: string) => void;
}) => (
  <div class="field">
    <label for="sought">{deskSay('reception.find.label')}</label>
    <input
      id="sought"
      ref={field}
      class="input"
      autocomplete="off"
      autocapitalize="none"
      spellcheck={false}
      maxLength={300}
      value={value}
      onInput={(event) => set(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') set('');
      }}
      aria-describedby="sought-hint"
    />
    <span class="hint" id="sought-hint">
      {deskSay('reception.find.hint')}
    </span>
  </div>
);
