import { clockTime, longDate } from '../../texts/format';
import type { Door } from '../request/bank-doors';
import { escapeHtml } from './person-page';

/** Beyond this many doors, only those that give no numbers are named; the rest are counted. */
const MOST_NAMED = 12;

const english = (words: string) => `<span lang="en" class="quiet">${escapeHtml(words)}</span>`;

/** One door's sign, in both languages. */
function said({
  open,
  givesNumbers,
  opensAt,
  timeZone,
  reason,
}: Door): readonly [es: string, en: string] {
  const because = (words: string | undefined) => (words ? ` ${words}.` : '');
  const [es, en] = [because(reason?.es), because(reason?.en || reason?.es)];
  if (givesNumbers) return [`Abierta.${es}`, `Open.${en}`];
  const state = open
    ? (['Por hoy ya no da más números.', 'No more numbers are given today.'] as const)
    : (['Cerrada.', 'Closed.'] as const);
  if (opensAt === undefined) return [state[0] + es, state[1] + en];
  const at = (tag: string) =>
    [longDate(tag, opensAt, timeZone), clockTime(tag, opensAt, timeZone)] as const;
  const [[dia, hora], [day, time]] = [at('es-CL'), at('en')];
  return [
    `${state[0]}${es} Abre el ${dia} a las ${hora}.`,
    `${state[1]}${en} It opens on ${day} at ${time}.`,
  ];
}

const row = (door: Door) => {
  const [es, en] = said(door);
  return `<li><b>${escapeHtml(door.name)}</b> ${escapeHtml(es)} ${english(en)}</li>`;
};

/** Which branches are open, and when the others open: a closed door always says when. */
export function doorsHtml(doors: readonly Door[]): string {
  if (doors.length === 0) return '';
  const open = doors.filter((door) => door.open).length;
  const count =
    doors.length > 1
      ? `<p>Abiertas ahora: ${open} de ${doors.length}. ` +
        `${english(`Open now: ${open} of ${doors.length}.`)}</p>\n`
      : '';
  const named = doors.length > MOST_NAMED ? doors.filter((door) => !door.givesNumbers) : doors;
  const shown = named.slice(0, MOST_NAMED);
  const left = named.length - shown.length;
  const more = left ? `\n<li>Y ${left} más. ${english(`And ${left} more.`)}</li>` : '';
  const list = shown.length ? `<ul class="doors">\n${shown.map(row).join('\n')}${more}\n</ul>` : '';
  return `<h2>Sucursales ${english('· Branches')}</h2>\n${count}${list}`;
}
