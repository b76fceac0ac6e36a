import { ComponentChildren } from 'preact';
import { Problem } from '../shared/look/parts';
import { say } from '../shared/look/words';
import { List } from './use-list';
import { adminSay } from './words';

interface RowsProps<T> {
  readonly columns: readonly string[];
  readonly cells: (row: T) => readonly ComponentChildren[];
  readonly keyOf: (row: T) => string;
  /** What the row's button calls it. Default: its key. */
  readonly nameOf?: (row: T) => string;
  readonly onEdit: (row: T) => void;
  /** More buttons for the row. */
  readonly more?: (row: T) => ComponentChildren;
}

/** A list as a table, with a button per row and one to add a row. */
export function Table<T>({
  list,
  onNew,
  ...about
}: RowsProps<T> & {
  list: Pick<List<T>, 'rows' | 'failed'>;
  onNew?: () => void;
}) {
  return (
    <>
      <Problem error={list.failed} />
      {list.rows === undefined && list.failed === undefined && (
        <p role="status">{say('loading')}</p>
      )}
      {list.rows?.length === 0 && <p class="quiet">{adminSay('admin.none')}</p>}
      {list.rows !== undefined && list.rows.length > 0 && <Rows rows={list.rows} {...about} />}
      {onNew && (
        <button type="button" class="button primary admin-new" onClick={onNew}>
          {adminSay('admin.new')}
        </button>
      )}
    </>
  );
}

function Rows<T>({
  rows,
  columns,
  cells,
  keyOf,
  nameOf = keyOf,
  onEdit,
  more,
}: RowsProps<T> & { rows: readonly T[] }) {
  return (
    <div class="admin-table">
      <table class="figures">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column}>{column}</th>
            ))}
            <th>
              <span class="unseen">{adminSay('admin.edit')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {cells(row).map((cell, index) => (
                <td key={index}>
                  <bdi>{cell}</bdi>
                </td>
              ))}
              <td>
                <div class="admin-row-actions">
                  {more?.(row)}
                  <button
                    type="button"
                    class="button small"
                    onClick={() => onEdit(row)}
                    aria-label={`${adminSay('admin.edit')} ${nameOf(row)}`}
                  >
                    {adminSay('admin.edit')}
                  </button>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export const yesNo = (value: boolean): string => adminSay(value ? 'admin.yes' : 'admin.no');
/** The ids that the API accepts. */
export const ID_PATTERN = '[a-z0-9\\-]{1,40}';
