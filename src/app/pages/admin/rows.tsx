import { useState } from 'preact/hooks';
import { stopping } from '../shared/look/parts';
import { tag } from '../shared/look/words';
import { arranged, Cell, Sorting } from './arrange';
import { adminSay } from './words';

/** Rows per page of a long list. */
const ON_A_PAGE = 25;
/** This many rows are seen at a glance: a search would only be in the way. */
const FEW = 8;

/** A list with its search, sorting and pages. */
export interface Found<T> {
  readonly shown: readonly T[];
  readonly total: number;
  readonly found: number;
  readonly words: string;
  readonly search: (words: string) => void;
  readonly page: number;
  readonly pages: number;
  readonly turn: (page: number) => void;
}

/** The state of a list on screen: its search and page. */
export function useRows<T>(
  rows: readonly T[],
  cells: (row: T) => readonly Cell[],
  sorting: Sorting | undefined,
): Found<T> {
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(0);
  const hits = arranged(rows, cells, words, sorting, tag.value);
  const pages = Math.max(1, Math.ceil(hits.length / ON_A_PAGE));
  const page = Math.min(chosen, pages - 1);
  return {
    shown: hits.slice(page * ON_A_PAGE, (page + 1) * ON_A_PAGE),
    total: rows.length,
    found: hits.length,
    words,
    search(typed) {
      setWords(typed);
      setChosen(0);
    },
    page,
    pages,
    turn: setChosen,
  };
}

/** The search field of a long list; it says how many were found. */
export function SearchBox<T>({ of }: { of: Found<T> }) {
  if (of.total <= FEW) return null;
  return (
    <div class="admin-search">
      <input
        class="input"
        type="search"
        aria-label={adminSay('admin.search')}
        placeholder={adminSay('admin.search')}
        value={of.words}
        onInput={(event) => of.search(event.currentTarget.value)}
      />
      <span class="quiet figures" role="status">
        {of.found === 0
          ? adminSay('admin.search.none', { words: of.words })
          : adminSay('admin.search.found', { n: of.found, total: of.total })}
      </span>
    </div>
  );
}

/** Turns the pages of a long list. */
export function Pages<T>({ of }: { of: Found<T> }) {
  if (of.pages === 1) return null;
  return (
    <nav class="admin-pages figures" aria-label={adminSay('admin.pages')}>
      <button
        type="button"
        class="button small"
        {...stopping(of.page === 0, () => of.turn(of.page - 1))}
      >
        {adminSay('admin.pages.before')}
      </button>
      <span>{adminSay('admin.pages.of', { n: of.page + 1, total: of.pages })}</span>
      <button
        type="button"
        class="button small"
        {...stopping(of.page === of.pages - 1, () => of.turn(of.page + 1))}
      >
        {adminSay('admin.pages.after')}
      </button>
    </nav>
  );
}
