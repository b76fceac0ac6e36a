import { useState } from 'preact/hooks';
import { ApiProblem } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { Dialog, Notice, Problem } from '../shared/look/parts';
import { problemWords } from '../shared/look/problem-words';
import { useUnsaved } from '../shared/look/unsaved';
import { language, say } from '../shared/look/words';
import { headingOf, ImportKind, ImportPlan, ImportRow, planOf } from './import-plan';
import { decoded, Line, linesOf, sheetOf } from './spreadsheet';
import { adminSay, wantsWords } from './words';
import { isClosedWorkbook, isWorkbook, workbookLines } from './workbook';

interface Kind<T extends { readonly id: string }> {
  readonly kind: ImportKind<T>;
  readonly present: readonly T[];
  /** The file's name without its extension. */
  readonly file: string;
  readonly save: (item: T) => Promise<unknown>;
  /** Called whether or not all rows were saved, to read the list again. */
  readonly onDone: () => void;
}

/** No bank has longer lists, and a page could not show them. */
const MOST_BYTES = 20_000_000;
const MOST_LINES = 20_000;

/** Why a file cannot be shown: it has a password or is from an old Excel, or it is too long. */
const NoPlan = ({ why }: { why: 'closed' | 'long' }) => (
  <Notice tone="attention" live>
    {why === 'closed'
      ? adminSay('admin.import.closed')
      : adminSay('admin.import.long-file', { most: MOST_LINES })}
  </Notice>
);

/** The outcome of a row that was sent: saved, or the sentence that says why not. */
type Fate = 'saved' | { readonly why: () => string };

/** The list as a file with the columns that an import reads, to fill in and import again. */
function ListFile<T extends { readonly id: string }>({
  kind,
  present,
  file,
}: Pick<Kind<T>, 'kind' | 'present' | 'file'>) {
  const text = sheetOf([
    kind.columns.map((column) => headingOf(column, language.value)),
    ...present.map((item) => kind.columns.map((column) => column.write(item))),
  ]);
  return (
    <a
      class="button"
      download={`${file}.csv`}
      href={`data:text/csv;charset=utf-8,${encodeURIComponent(text)}`}
    >
      {adminSay('admin.import.download')}
    </a>
  );
}

export const ImportButton = ({ onClick }: { onClick: () => void }) => (
  <button type="button" class="button" onClick={onClick}>
    {adminSay('admin.import')}
  </button>
);

/** What a file would change, and how each row fared. */
function useImport<T extends { readonly id: string }>(kind: Kind<T>) {
  const [plan, setPlan] = useState<ImportPlan<T>>();
  const [fates, setFates] = useState<ReadonlyMap<number, Fate>>(new Map());
  const [busy, setBusy] = useState(false);
  const [file, setFile] = useState('');
  const [failed, setFailed] = useState<unknown>();
  const [why, setWhy] = useState<'closed' | 'long'>();
  const read = async (chosen: File) => {
    setFates(new Map());
    setFailed(undefined);
    setFile(chosen.name);
    const lines = await linesIn(chosen);
    setWhy(typeof lines === 'string' ? lines : undefined);
    setPlan(typeof lines === 'string' ? undefined : planOf(kind.kind, lines, kind.present));
  };
  const ready = plan?.rows.filter(
    ({ is, row }) => is !== 'wrong' && is !== 'same' && !fates.has(row),
  );
  const send = async () => {
    setBusy(true);
    setFailed(undefined);
    const told = new Map(fates);
    try {
      for (const { row, item } of ready!) {
        told.set(row, await fateOf(() => kind.save(item!)));
        setFates(new Map(told));
      }
    } catch (error) {
      // The rest stays ready: a row whose answer was lost is the same command when sent again.
      setFailed(error);
    }
    setBusy(false);
    kind.onDone();
  };
  return { plan, fates, busy, file, failed, why, read, ready, send };
}

/** A list from a file: what it would change, row by row, and then the change. */
export function ImportDialog<T extends { readonly id: string }>({
  onClose,
  ...about
}: Kind<T> & { onClose: () => void }) {
  const { plan, fates, busy, file, failed, why, read, ready, send } = useImport(about);
  // The outcome of each row is announced here, for screen readers too.
  useUnsaved(busy);
  return (
    <Dialog title={adminSay('admin.import')} onClose={() => !busy && onClose()}>
      <p>{adminSay('admin.import.text')}</p>
      <div class="row">
        <ListFile {...about} />
      </div>
      <label class="button file-button">
        {file || adminSay('admin.import.file')}
        <input
          class="unseen"
          type="file"
          accept=".csv,.xlsx,.xls,.txt,text/csv,text/plain"
          onClick={(event) => {
            // choosing the same file again, corrected, must count as a choice
            event.currentTarget.value = '';
          }}
          onChange={(event) => {
            const [chosen] = event.currentTarget.files ?? [];
            if (chosen) void read(chosen);
          }}
        />
      </label>
      {why && <NoPlan why={why} />}
      {plan && <Preview plan={plan} fates={fates} headings={headingsOf(about.kind)} />}
      <Problem error={failed} />
      <div class="row">
        {ready && ready.length > 0 && (
          <button type="button" class="button primary" disabled={busy} onClick={() => void send()}>
            {adminSay('admin.import.do', { n: ready.length })}
          </button>
        )}
        <button type="button" class="button" onClick={onClose} disabled={busy}>
          {fates.size > 0 ? adminSay('admin.import.close') : say('cancel')}
        </button>
      </div>
    </Dialog>
  );
}

/** Anything that is not a workbook is read as text. */
const linesIn = async (chosen: File): Promise<readonly Line[] | 'closed' | 'long'> => {
  if (chosen.size > MOST_BYTES) return 'long';
  const bytes = await chosen.arrayBuffer();
  const file = new Uint8Array(bytes);
  if (isClosedWorkbook(file)) return 'closed';
  const lines = isWorkbook(file) ? ((await workbookLines(file)) ?? []) : linesOf(decoded(bytes));
  return lines.length > MOST_LINES ? 'long' : lines;
};

/** Throws if no other row would fare better: the server is not reached, or nobody is signed in. */
async function fateOf(save: () => Promise<unknown>): Promise<Fate> {
  try {
    await asStaff(save);
    return 'saved';
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.undecided || error.status === 401) throw error;
    const wrong = error.body.errors ?? [];
    return {
      why: () =>
        wrong.length ? wrong.map((each) => wantsWords(each.wants)).join(' ') : problemWords(error),
    };
  }
}

const headingsOf = <T extends { readonly id: string }>({ columns }: ImportKind<T>) =>
  new Map(columns.map((column) => [column.name, headingOf(column, language.value)]));

/** How many rows of each kind, the unknown headings, and every row that changes something. */
function Preview<T>({
  plan: { rows, unknown, unreadable },
  fates,
  headings,
}: {
  plan: ImportPlan<T>;
  fates: ReadonlyMap<number, Fate>;
  headings: ReadonlyMap<string, string>;
}) {
  if (unreadable) {
    return (
      <Notice tone="attention" live>
        {adminSay('admin.import.unreadable', { columns: [...headings.values()].join(', ') })}
      </Notice>
    );
  }
  const count = (is: ImportRow<T>['is']) => rows.filter((row) => row.is === is).length;
  const telling = rows.filter(({ is }) => is !== 'same');
  return (
    <>
      <Notice tone={count('wrong') ? 'attention' : 'info'} live>
        {adminSay('admin.import.counts', {
          added: count('new'),
          changed: count('changed'),
          same: count('same'),
          wrong: count('wrong'),
        })}
        {unknown.length > 0 && (
          <p>{adminSay('admin.import.unknown', { columns: unknown.join(', ') })}</p>
        )}
      </Notice>
      {telling.length > 0 && (
        <div
          class="admin-table import-rows"
          role="region"
          tabIndex={0}
          aria-label={adminSay('admin.import')}
        >
          <table class="figures">
            <thead>
              <tr>
                <th>{adminSay('admin.import.row')}</th>
                <th>{adminSay('admin.id')}</th>
                <th>{adminSay('admin.import.what')}</th>
              </tr>
            </thead>
            <tbody>
              {telling.map((row) => (
                <tr key={row.row}>
                  <td>{row.row}</td>
                  <td>
                    <bdi>{row.id}</bdi>
                  </td>
                  <td>
                    <RowWords row={row} fate={fates.get(row.row)} headings={headings} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function RowWords<T>({
  row: { is, faults, changes, warning },
  fate,
  headings,
}: {
  row: ImportRow<T>;
  fate: Fate | undefined;
  headings: ReadonlyMap<string, string>;
}) {
  if (is === 'wrong') {
    return (
      <ul>
        {faults.map(({ column, key, got }) => (
          <li key={`${column} ${key}`} class="import-wrong">
            <span class="strong">{headings.get(column)}</span>{' '}
            {got && column !== 'password' && (
              <bdi translate={false}>{adminSay('admin.import.got', { got })}</bdi>
            )}{' '}
            {adminSay(key)}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <>
      <span class="tag">{adminSay(`admin.import.${is === 'new' ? 'new' : 'changed'}`)}</span>{' '}
      {changes.map(({ column, before, after }) => (
        <div key={column}>
          {headings.get(column)}: {before && <del translate={false}>{before}</del>}{' '}
          <ins translate={false}>{after}</ins>
        </div>
      ))}
      {warning && <p class="import-wrong">{adminSay(warning)}</p>}
      {fate === 'saved' && <span class="strong">{adminSay('admin.saved')}</span>}
      {fate && fate !== 'saved' && <span class="import-wrong">{fate.why()}</span>}
    </>
  );
}
