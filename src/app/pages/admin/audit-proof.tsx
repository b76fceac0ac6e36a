import { useState } from 'preact/hooks';
import { serverNow } from '../shared/api/server-time';
import { FileLink, handOver } from '../shared/look/file-link';
import { Notice, Problem } from '../shared/look/parts';
import { exported, Proven, proven, Search, workbookOf } from './use-audit';
import { adminSay } from './words';

type State =
  | { readonly is: 'idle' }
  | { readonly is: 'exporting' | 'verifying' | 'cut'; readonly n: number }
  | { readonly is: 'proven'; readonly proven: Proven }
  | { readonly is: 'failed'; readonly error: unknown };

/** Proves the chain, and exports what was found with its hashes. */
export function AuditProof({ branch, asked }: { branch: string; asked: Search | undefined }) {
  const [state, setState] = useState<State>({ is: 'idle' });
  const busy = state.is === 'exporting' || state.is === 'verifying';
  const doing = async (work: () => Promise<State>) => {
    try {
      setState(await work());
    } catch (error) {
      setState({ is: 'failed', error });
    }
  };
  const verify = () =>
    doing(async () => ({
      is: 'proven',
      proven: await proven(branch, (n) => setState({ is: 'verifying', n })),
    }));
  const take = (search: Search) =>
    doing(async () => {
      const { events, cut } = await exported(branch, search, (n) =>
        setState({ is: 'exporting', n }),
      );
      const takenAt = new Date(serverNow()).toISOString();
      const text = JSON.stringify(
        { branch, takenAt, asked: search, complete: !cut, events },
        null,
        1,
      );
      handOver(
        `auditoria-${branch}-${takenAt.slice(0, 10)}.json`,
        new Blob([text], { type: 'application/json' }),
      );
      return cut ? { is: 'cut', n: events.length } : { is: 'idle' };
    });
  return (
    <section class="audit-proof">
      <div class="row">
        <button type="button" class="button" disabled={busy} onClick={() => void verify()}>
          {adminSay('admin.audit.verify')}
        </button>
        {asked && (
          <>
            <button type="button" class="button" disabled={busy} onClick={() => void take(asked)}>
              {adminSay('admin.audit.export')}
            </button>
            <FileLink
              class="button"
              href={workbookOf(branch, asked)}
              name={`auditoria-${branch}.xlsx`}
            >
              {adminSay('admin.audit.export.xlsx')}
            </FileLink>
          </>
        )}
        <span class="quiet figures" role="status">
          {state.is === 'verifying' && adminSay('admin.audit.verifying', { n: state.n })}
          {state.is === 'exporting' && adminSay('admin.audit.exporting', { n: state.n })}
        </span>
      </div>
      {asked?.more && <Notice live>{adminSay('admin.audit.person.more')}</Notice>}
      {state.is === 'cut' && (
        <Notice tone="attention" live>
          {adminSay('admin.audit.export.cut', { n: state.n })}
        </Notice>
      )}
      {state.is === 'proven' && <Outcome {...state.proven} />}
      {state.is === 'failed' && <Problem error={state.error} />}
    </section>
  );
}

const Outcome = ({ checked, faults }: Proven) =>
  faults.length === 0 ? (
    <Notice tone="good" live>
      {adminSay('admin.audit.verified', { n: checked })}
    </Notice>
  ) : (
    <Notice tone="alarm" live>
      <p class="strong">{adminSay('admin.audit.broken', { n: faults.length })}</p>
      <ul>
        {faults.slice(0, 20).map(({ seq, what }) => (
          <li key={`${seq} ${what}`}>{adminSay(`admin.audit.fault.${what}`, { seq })}</li>
        ))}
      </ul>
    </Notice>
  );
