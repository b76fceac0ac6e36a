import { useEffect, useRef, useState } from 'preact/hooks';
import type { Directory } from '../../wire/settings';
import { Notice } from '../shared/look/parts';
import { useShortcuts } from '../shared/look/shortcuts';
import { useSaid } from '../shared/look/use-said';
import { say } from '../shared/look/words';
import { Desk } from './desk';
import { deskKeys } from './desk-keys';
import { DeskField } from './fields';
import { FoundTicket } from './found-ticket';
import { soughtIn } from './sought';
import { deskProblem, deskSay } from './words';

/** One field for what a person says and for what a hand scanner reads. */
export function Find({ desk, directory }: { desk: Desk; directory: Directory }) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useSaid([text, ...(desk.found.value ?? []).map(({ id }) => id)].join());
  useEffect(() => field.current!.focus(), []);
  useShortcuts({ [deskKeys.find]: () => field.current!.focus() });

  const find = async () => {
    const input = soughtIn(text);
    if (!input) return field.current!.focus();
    setBusy(true);
    setSaid(undefined);
    try {
      const found = await desk.find(input);
      if (found.length === 0) {
        setSaid(() =>
          deskSay(input.as === 'key' ? 'reception.find.bad-code' : 'reception.find.none'),
        );
      } else {
        setText('');
      }
    } catch (error) {
      desk.found.value = undefined;
      setSaid(() => deskProblem(error));
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
        <DeskField
          id="sought"
          label={deskSay('reception.find.label')}
          keyed="find"
          hint={deskSay('reception.find.hint')}
          most={300}
          field={field}
          value={text}
          set={setText}
        />
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
