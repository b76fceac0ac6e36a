import { Dialog, Notice, Problem } from '../shared/look/parts';
import { useUnsaved } from '../shared/look/unsaved';
import { language, say } from '../shared/look/words';
import { headingOf, ImportKind, ImportPlan, ImportRow } from './import-plan';
import { sheetOf } from './spreadsheet';
import { Fate, Importing, MOST_LINES, useImport } from './use-import';
import { adminSay } from './words';

/** Why a file cannot be shown: it has a password or is from an old Excel, or it is too long. */
const NoPlan = ({ why }: { why: 'closed' | 'long' }) => (
  <Notice tone="attention" live>
    {why === 'closed'
      ? adminSay('admin.import.closed')
      : adminSay('admin.import.long-file', { most: MOST_LINES })}
  </Notice>
);

/** The list as a file with the columns that an import reads, to fill in and import again. */
function ListFile<T extends { readonly id: string }>({
  kind,
  present,
  file,
}: Pick<Importing<T>, 'kind' | 'present' | 'file'>) {
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

/** A list from a file: what it would change, row by row, and then the change. */
export function ImportDialog<T extends { readonly id: string }>({
  onClose,
  ...list
}: Importing<T> & { onClose: () => void }) {
  const { plan, fates, busy, file, failed, why, read, ready, send } = useImport(list);
  // The outcome of each row is announced here, for screen readers too.
  useUnsaved(busy);
  return (
    <Dialog title={adminSay('admin.import')} onClose={() => !busy && onClose()}>
      <p>{adminSay('admin.import.text')}</p>
      <div class="row">
        <ListFile {...list} />
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
      {plan && <Preview plan={plan} fates={fates} headings={headingsOf(list.kind)} />}
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
