import { files, textOf } from './markdown';

const notes = files.filter((path) => /^docs\/decisions\/\d/.test(path));
const index = textOf('docs/decisions/README.md').replace(/\s+/g, ' ');

/** The title, then a list with status and date, then the text. */
function headOf(path: string) {
  const [title, , status, date] = textOf(path).split('\n');
  return {
    number: /^# (\d{4}) /.exec(title)?.[1],
    title: title.slice(7),
    status: /^- Status: (accepted|withdrawn|superseded by \d{4})$/.exec(status)?.[1],
    date: /^- Date: (\d{4}-\d\d-\d\d)$/.exec(date)?.[1],
  };
}

test.each(notes)("%s has a note's head, and a line in the index", (path) => {
  const { number, title, status, date } = headOf(path);
  const file = path.replace('docs/decisions/', '');
  expect(file.slice(0, 4)).toBe(number);
  expect(index).toContain(`- [${number}](${file}) ${title} (${status}, ${date})`);
});

test('the index lists nothing else, and no number twice', () => {
  const listed = [...index.matchAll(/\[(\d{4})\]/g)].map(([, number]) => number);
  expect([...listed].sort()).toEqual(notes.map((path) => path.slice(15, 19)).sort());
  expect(new Set(listed).size).toBe(listed.length);
});
