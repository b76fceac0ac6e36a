import { useEffect, useState } from 'preact/hooks';
import type { Settings } from '../../wire/settings';
import { call, command } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { Leaving, useLeave } from '../shared/look/leaving';
import { Dialog, Notice, Problem } from '../shared/look/parts';
import { useUnsaved } from '../shared/look/unsaved';
import { say } from '../shared/look/words';
import { DateInput, ReasonFields } from './closures-field';
import { Form, useForm } from './form';
import { closureWords } from './setting-words';
import { tomorrowIn } from './today';
import { adminSay } from './words';

type Closure = Settings['closures'][number];

const BANK = { params: { branch: 'bank' } } as const;

/**
 * Closes every branch from a date on by one command, and reopens them by another. Current closures
 * are listed below.
 */
export function CloseAll() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="button" onClick={() => setOpen(true)}>
        {adminSay('admin.close-all')}
      </button>
      {open && <CloseAllDialog onClose={() => setOpen(false)} />}
    </>
  );
}

/** The bank's closures, and the one that is being typed. */
function useClosures() {
  const [closure, setClosure] = useState<Closure>();
  /** As offered, or as done. */
  const [begun, setBegun] = useState<Closure>();
  const [closures, setClosures] = useState<readonly Closure[]>([]);
  const [problem, setProblem] = useState<unknown>();
  const [done, setDone] = useState(false);
  useEffect(() => {
    asStaff(() => call('GET /api/branches/:branch/settings', BANK)).then(({ settings }) => {
      setClosures(settings.closures);
      const offered = { from: tomorrowIn(settings.timeZone) };
      setClosure(offered);
      setBegun(offered);
    }, setProblem);
  }, []);
  const close = async () => {
    setDone(false);
    const { reason, ...dates } = closure!;
    const body = { ...dates, ...(reason && (reason.es || reason.en) ? { reason } : {}) };
    const answer = await asStaff(() =>
      command('POST /api/branches/:branch/closures', { ...BANK, body }),
    );
    setClosures(answer.closures);
    setBegun(closure);
    setDone(true);
  };
  const lift = async (from: string) => {
    setDone(false);
    setProblem(undefined);
    try {
      const params = { branch: 'bank', from };
      const answer = await asStaff(() =>
        command('DELETE /api/branches/:branch/closures/:from', { params }),
      );
      setClosures(answer.closures);
    } catch (error) {
      setProblem(error);
    }
  };
  const change = (part: Partial<Closure>) => setClosure({ ...closure!, ...part });
  const changed = JSON.stringify(closure) !== JSON.stringify(begun);
  return { closure, closures, problem, done, close, lift, change, changed };
}

function CloseAllDialog({ onClose }: { onClose: () => void }) {
  const { closure, closures, problem, done, close, lift, change, changed } = useClosures();
  const form = useForm(close);
  const { leaving, leave, stay } = useLeave(changed, onClose);
  useUnsaved(changed);
  return (
    <Dialog title={adminSay('admin.close-all')} onClose={leave}>
      <Problem error={problem} />
      {!closure && problem === undefined && <p role="status">{say('loading')}</p>}
      {closure && (
        <Form
          of={form}
          class="editor"
          buttons={
            leaving ? (
              <Leaving onStay={stay} onLeave={onClose} />
            ) : (
              <div class="row">
                <button class="button danger" disabled={form.busy}>
                  {adminSay('admin.close-all.do')}
                </button>
                <button type="button" class="button" onClick={onClose}>
                  {say('back')}
                </button>
              </div>
            )
          }
        >
          <p class="quiet">{adminSay('admin.close-all.text')}</p>
          <div class="set-date">
            <DateInput
              name="from"
              label={adminSay('admin.set.closures.from')}
              value={closure.from}
              set={(from) => change({ from })}
              required
            />
            <DateInput
              name="until"
              label={adminSay('admin.set.closures.until')}
              value={closure.until ?? ''}
              set={(until) => change({ until: until || undefined })}
            />
          </div>
          <ReasonFields reason={closure.reason} set={(reason) => change({ reason })} />
          {done && (
            <Notice tone="good" live>
              {adminSay('admin.close-all.done')}
            </Notice>
          )}
          <Standing closures={closures} lift={(from) => void lift(from)} />
        </Form>
      )}
    </Dialog>
  );
}

/** The closures of the whole bank, each with a button to lift it. */
const Standing = ({
  closures,
  lift,
}: {
  closures: readonly Closure[];
  lift: (from: string) => void;
}) =>
  closures.length === 0 ? null : (
    <section>
      <h3>{adminSay('admin.close-all.standing')}</h3>
      <ul>
        {closures.map((each) => (
          <li key={each.from} class="row">
            <span>{closureWords(each)}</span>
            <button type="button" class="button small" onClick={() => lift(each.from)}>
              {adminSay('admin.close-all.lift')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
