import { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { toldApart } from '../../domain/model/told-apart';
import { Notice, Problem } from '../shared/look/parts';
import { say } from '../shared/look/words';
import { breaks, Cell, Sorting } from './arrange';
import { Pages, SearchBox, useRows } from './rows';
import { List } from './use-list';
import { adminSay } from './words';

/** A line may end after a slash, as in `America/Santiago`; browsers differ about that. */
const withBreaks = (cell: Cell) =>
  String(cell)
    .split('/')
    .flatMap((part, n) => (n === 0 ? [part] : ['/', <wbr key={n} />, part]));

interface RowsProps<T> {
  readonly columns: readonly string[];
  readonly cells: (row: T) => readonly Cell[];
  readonly keyOf: (row: T) => string;
  /** How the row's button names it. Default: its key. */
  readonly nameOf?: (row: T) => string;
  readonly onEdit: (row: T) => void;
  /** Further buttons for the row, whose name they say too. */
  readonly more?: (row: T, name: string) => ComponentChildren;
}

/** A list as a table: searched, sorted, in pages, with a button per row and one to add a row. */
export function Table<T>({
  list,
  onNew,
  beside,
  none = adminSay('admin.none'),
  ...about
}: RowsProps<T> & {
  list: Pick<List<T>, 'rows' | 'failed' | 'saved'>;
  onNew?: () => void;
  /** Shown beside the button that adds a row. */
  beside?: ComponentChildren;
  /** What an empty list says. */
  none?: string;
}) {
  return (
    <>
      <Problem error={list.failed} />
      {list.saved !== undefined && (
        <Notice tone="good" live>
          {list.saved}
        </Notice>
      )}
      {list.rows === undefined && list.failed === undefined && (
        <p role="status">{say('loading')}</p>
      )}
      {list.rows?.length === 0 && <p class="quiet">{none}</p>}
      {list.rows !== undefined && list.rows.length > 0 && <Rows rows={list.rows} {...about} />}
      <div class="row">
        {onNew && (
          <button type="button" class="button primary admin-new" onClick={onNew}>
            {adminSay('admin.new')}
          </button>
        )}
        {beside}
      </div>
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
  const [sorting, setSorting] = useState<Sorting>();
  const found = useRows(rows, cells, sorting);
  const names = toldApart(rows, nameOf, keyOf);
  const nameIn = (row: T) => names[rows.indexOf(row)];
  return (
    <>
      <SearchBox of={found} />
      <div class="admin-table">
        <table class="figures">
          <thead>
            <tr>
              {columns.map((column, at) => (
                <HeadCell
                  key={column}
                  column={column}
                  down={sorting?.at === at ? sorting.down : undefined}
                  onSort={(down) => setSorting({ at, down })}
                />
              ))}
              <th>
                <span class="unseen">{adminSay('admin.edit')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.shown.map((row) => (
              <tr key={keyOf(row)}>
                {cells(row).map((cell, index) => (
                  <td key={index}>
                    <bdi class={breaks(cell)}>{withBreaks(cell)}</bdi>
                  </td>
                ))}
                <td>
                  <div class="admin-row-actions">
                    {more?.(row, nameIn(row))}
                    <RowButton
                      words={adminSay('admin.edit')}
                      of={nameIn(row)}
                      onPress={() => onEdit(row)}
                    />
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pages of={found} />
    </>
  );
}

/** A button of one row among many: whoever hears it hears which row. */
export const RowButton = ({
  words,
  of,
  danger = false,
  onPress,
}: {
  words: string;
  of: string;
  danger?: boolean;
  onPress: () => void;
}) => (
  <button
    type="button"
    class={`button small ${danger ? 'danger' : ''}`}
    aria-label={`${words} ${of}`}
    onClick={onPress}
  >
    {words}
  </button>
);

/** A column's name, as a button that sorts by it or reverses the order. */
const HeadCell = ({
  column,
  down,
  onSort,
}: {
  column: string;
  down: boolean | undefined;
  onSort: (down: boolean) => void;
}) => (
  <th aria-sort={down === undefined ? undefined : down ? 'descending' : 'ascending'}>
    <button type="button" class="sorter" onClick={() => onSort(down === false)}>
      {column}
      <span aria-hidden="true">{down === undefined ? '' : down ? ' ↓' : ' ↑'}</span>
    </button>
  </th>
);

export const yesNo = (value: boolean): string => adminSay(value ? 'admin.yes' : 'admin.no');
