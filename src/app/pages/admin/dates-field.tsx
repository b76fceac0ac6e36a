import { HOLIDAY_YEARS, HOLIDAYS_SOURCE, holidaysOfChile } from '../../domain/model/holidays-chile';
import { shortDate } from '../../texts/format';
import type { Settings } from '../../wire/settings';
import { tag } from '../shared/look/words';
import { TextField } from './fields';
import { Field } from './form';
import { DayHours } from './hours-field';
import { todayIn } from './today';
import { adminSay } from './words';

const dateWords = (date: string) => shortDate(tag.value, date);

type Dates = Settings['dates'];
type DateHours = Dates[string];

/**
 * Dates with hours of their own. A branch edits only its own; the bank's are listed, and a date of
 * the branch goes before the bank's.
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
          {Object.entries(own)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([date, hours]) => (
              <OneDate
                key={date}
                date={date}
                hours={hours}
                move={(to) => {
                  if (to && !(to in own)) set({ ...without(date), [to]: hours });
                }}
                set={(changed) => set({ ...own, [date]: changed })}
                remove={() => set(without(date))}
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
      <span class="hint">{adminSay('admin.set.dates.source', { source: HOLIDAYS_SOURCE })}</span>
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
  hours,
  move,
  set,
  remove,
}: {
  date: string;
  hours: DateHours;
  move: (to: string) => void;
  set: (hours: DateHours) => void;
  remove: () => void;
}) {
  const reason = hours.reason ?? { es: '', en: '' };
  return (
    <div class="set-date">
      <input
        class="input"
        type="date"
        aria-label={adminSay('admin.set.dates.date')}
        value={date}
        onChange={(event) => move(event.currentTarget.value)}
      />
      <DayHours name={date} spans={hours.spans} set={(spans) => set({ ...hours, spans })} />
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
