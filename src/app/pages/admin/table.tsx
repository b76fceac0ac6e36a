import { ComponentChildren } from 'preact';
import { Notice } from '../shared/look/parts';
import { problemWords } from '../shared/look/problem-words';
import { say } from '../shared/look/words';
import { List } from './use-list';
import { adminSay } from './words';

/** A list as a table with a button per row, and one to add. */
export function Table<T>({
  list,
  columns,
  cells,
  keyOf,
  nameOf = keyOf,
  onEdit,
  onNew,
  more,
}: {
  list: Pick<List<T>, 'rows' | 'failed'>;
  columns: readonly string[];
  cells: (row: T) => readonly ComponentChildren[];
  keyOf: (row: T) => string;
  nameOf?: (row: T) => string;
  onEdit: (row: T) => void;
  onNew?: () => void;
  more?: (row: T) => ComponentChildren;
}) {
  return (
    <>
      {list.failed !== undefined && (
        <Notice tone="attention" live>
          {problemWords(list.failed)}
        </Notice>
      )}
      {list.rows === undefined && list.failed === undefined && (
        <p role="status">{say('loading')}</p>
      )}
      {list.rows?.length === 0 && <p class="quiet">{adminSay('admin.none')}</p>}
      {list.rows !== undefined && list.rows.length > 0 && (
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
              {list.rows.map((row) => (
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
      )}
      {onNew && (
        <button type="button" class="button primary admin-new" onClick={onNew}>
          {adminSay('admin.new')}
        </button>
      )}
    </>
  );
}

export const yesNo = (value: boolean): string => adminSay(value ? 'admin.yes' : 'admin.no');
/** Ids as the API takes them. */
export const ID_PATTERN = '[a-z0-9\\-]{1,40}';
