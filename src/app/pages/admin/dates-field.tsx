import { useEffect, useRef, useState } from 'preact/hooks';
import {
  HOLIDAY_YEARS,
  HOLIDAYS_SOURCE,
  HOLIDAYS_SOURCE_EN,
  holidaysOfChile,
} from '../../domain/model/holidays-chile';
import { shortDate } from '../../texts/format';
import type { Settings } from '../../wire/settings';
import { named, tag } from '../shared/look/words';
import { TextField } from './fields';
import { Field } from './form';
import { DayHours } from './hours-field';
import { todayIn } from './today';
import { adminSay } from './words';

const dateWords = (date: string) => shortDate(tag.value, date);

type Dates = Settings['dates'];
type DateHours = Dates[string];

/**
 * Dates with special hours. A branch edits only its own; the bank's are listed, and a branch's date
 * overrides the bank's.
 */
export function DatesField({
  own,
  inForce,
  timeZone,
  set,
}: {
  own: Dates;
  inForce: Dates;
  timeZone: string;
  set: (dates: Dates) => void;
}) {
  const without = (date: string) =>
    Object.fromEntries(Object.entries(own).filter(([each]) => each !== date));
  const rows = useRows(own);
  const inherited = Object.keys(inForce).filter((date) => !(date in own));
  return (
    <Field
      name="dates"
      label={adminSay('admin.set.dates')}
      help={adminSay('admin.set.dates.help')}
      group
      class="hours"
    >
      {() => (
        <>
          {rows.map((row) => (
            <OneDate
              key={row.key}
              date={row.date}
              isTaken={(to) => to !== row.date && to in own}
              hours={own[row.date]}
              move={(to) => {
                const moved = { ...without(row.date), [to]: own[row.date] };
                row.date = to;
                set(moved);
              }}
              set={(changed) => set({ ...own, [row.date]: changed })}
              remove={() => set(without(row.date))}
            />
          ))}
          {inherited.length > 0 && (
            <p class="quiet">
              {adminSay('admin.set.dates.inherited')}:{' '}
              {[...inherited].sort().map(dateWords).join(', ')}
            </p>
          )}
          <AddDates own={own} today={todayIn(timeZone)} set={set} />
        </>
      )}
    </Field>
  );
}

/** A date's row stays where it is, and keeps the focus, while another date is typed into it. */
function useRows(own: Dates) {
  const kept = useRef<{ readonly key: number; date: string }[]>([]);
  const made = useRef(0);
  const rows = kept.current.filter(({ date }) => date in own);
  const fresh = Object.keys(own).filter((each) => !rows.some(({ date }) => date === each));
  kept.current = [...rows, ...fresh.sort().map((date) => ({ key: (made.current += 1), date }))];
  return kept.current;
}

function AddDates({ own, today, set }: { own: Dates; today: string; set: (dates: Dates) => void }) {
  const addHolidays = (year: number) => {
    const fresh = holidaysOfChile(year).filter(({ date }) => date >= today && !(date in own));
    set({
      ...own,
      ...Object.fromEntries(
        fresh.map(({ date, es, en }) => [date, { spans: [], reason: { es, en } }]),
      ),
    });
  };
  return (
    <div class="hours-spans">
      <button
        type="button"
        class="button plain small"
        onClick={() => set({ ...own, [firstFree(today, own)]: { spans: [] } })}
      >
        {adminSay('admin.set.dates.add')}
      </button>
      {HOLIDAY_YEARS.filter((year) => `${year}-12-31` >= today).map((year) => (
        <button
          key={year}
          type="button"
          class="button plain small"
          onClick={() => addHolidays(year)}
        >
          {adminSay('admin.set.dates.holidays', { year: String(year) })}
        </button>
      ))}
      <span class="hint">
        {adminSay('admin.set.dates.source', {
          source: named({ es: HOLIDAYS_SOURCE, en: HOLIDAYS_SOURCE_EN }),
        })}
      </span>
    </div>
  );
}

/** The first date from tomorrow on that is not in the list. */
function firstFree(today: string, own: Dates): string {
  for (let day = Date.parse(today); ; day += 86_400_000) {
    const date = new Date(day + 86_400_000).toISOString().slice(0, 10);
    if (!(date in own)) return date;
  }
}

function OneDate({
  date,
  isTaken,
  hours,
  move,
  set,
  remove,
}: {
  date: string;
  isTaken: (date: string) => boolean;
  hours: DateHours;
  move: (to: string) => void;
  set: (hours: DateHours) => void;
  remove: () => void;
}) {
  const reason = hours.reason ?? { es: '', en: '' };
  return (
    <div class="set-date">
      <DateOf date={date} isTaken={isTaken} move={move} />
      <DayHours
        at={`dates.${date}.spans`}
        name={dateWords(date)}
        spans={hours.spans}
        set={(spans) => set({ ...hours, spans })}
      />
      <TextField
        label={adminSay('admin.set.dates.es')}
        value={reason.es}
        most={120}
        set={(es) => set({ ...hours, reason: { ...reason, es } })}
      />
      <TextField
        label={adminSay('admin.set.dates.en')}
        value={reason.en}
        most={120}
        set={(en) => set({ ...hours, reason: { ...reason, en } })}
      />
      <button type="button" class="button plain small" onClick={remove}>
        {adminSay('admin.set.dates.remove')}
      </button>
    </div>
  );
}

/**
 * The date itself. An empty date, or one that another row has, moves nothing: it stays as typed and
 * is refused at the field.
 */
function DateOf({
  date,
  isTaken,
  move,
}: {
  date: string;
  isTaken: (date: string) => boolean;
  move: (to: string) => void;
}) {
  const [typed, setTyped] = useState(date);
  const input = useRef<HTMLInputElement>(null);
  const taken = isTaken(typed);
  useEffect(() => {
    input.current!.setCustomValidity(taken ? 'taken' : '');
    // The other row with this date was removed, so the date is free now.
    if (typed && !taken && typed !== date) move(typed);
  }, [taken]);
  return (
    <Field name={`dates.${date}`} label={adminSay('admin.set.dates.date')}>
      {(tied) => (
        <input
          {...tied}
          ref={input}
          class="input"
          type="date"
          required
          value={typed}
          onInput={({ currentTarget: { value } }) => {
            setTyped(value);
            if (value && !isTaken(value)) move(value);
          }}
        />
      )}
    </Field>
  );
}
