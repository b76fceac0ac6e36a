import { Growth, GrowthRow } from './growth';

const seen = ({ interruption }: GrowthRow) => interruption !== 'none';

/** A step as text for people: first what is noticed, then the rest, then the dangers. */
export function growthText(title: string, { rows, dangers }: Growth): string {
  const sorted = [...rows.filter(seen), ...rows.filter((row) => !seen(row))];
  const width = (part: (row: GrowthRow) => string, least: number) =>
    Math.max(least, ...sorted.map((row) => part(row).length));
  const name = (row: GrowthRow) => `${row.id} (${row.type.replace(/^AWS::/, '')})`;
  const change = (row: GrowthRow) => (row.what ? `${row.change}: ${row.what}` : row.change);
  const widths = [
    width(name, 8),
    Math.min(90, width(change, 6)),
    Math.min(
      80,
      width(({ interruption }) => interruption, 12),
    ),
  ];
  const line = (...cells: string[]) =>
    `  ${cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd()}`;
  const count = (kind: GrowthRow['change']) => rows.filter((row) => row.change === kind).length;
  return [
    `== ${title}: ${count('changed')} changed, ` +
      `${count('new')} new, ${count('gone')} gone, ${count('replaced')} replaced; ` +
      `${dangers.length === 0 ? 'no danger' : `${dangers.length} DANGERS`}`,
    ...(rows.length === 0
      ? ['  nothing changes']
      : [
          line('resource', 'change', 'interruption', 'why it is safe'),
          ...sorted.map((row) => line(name(row), change(row), row.interruption, row.safe)),
        ]),
    ...dangers.map(({ id, rule, text }) => `  DANGER (${rule}): ${id} ${text}`),
    '',
  ].join('\n');
}
