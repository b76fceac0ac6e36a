import { weekday } from '../../texts/format';
import type { Settings } from '../../wire/settings';
import { close, Icon } from '../shared/look/icons';
import { tag } from '../shared/look/words';
import { CheckField } from './fields';
import { adminSay } from './words';

type Hours = Settings['hours'];
type Week = Exclude<Hours, 'always'>;
const DAYS = ['1', '2', '3', '4', '5', '6', '7'] as const satisfies readonly (keyof Week)[];

/** Opening hours by weekday, with more than one span a day where the branch closes for lunch. */
export function HoursField({ value, set }: { value: Hours; set: (value: Hours) => void }) {
  const week: Week = value === 'always' ? {} : value;
  const setDay = (day: keyof Week, spans: NonNullable<Week[keyof Week]>) => {
    const { [day]: _, ...others } = week;
    set(spans.length === 0 ? others : { ...others, [day]: spans });
  };
  return (
    <fieldset class="field hours">
      <legend class="strong">{adminSay('admin.set.hours')}</legend>
      <span class="hint">{adminSay('admin.set.hours.help')}</span>
      <CheckField
        label={adminSay('admin.set.hours.always')}
        value={value === 'always'}
        set={(always) => set(always ? 'always' : {})}
      />
      {value !== 'always' &&
        DAYS.map((day) => {
          const spans = week[day] ?? [];
          const name = weekday(tag.value, Number(day));
          return (
            <div key={day} class="hours-day">
              <span class="strong hours-name">{name}</span>
              <div class="hours-spans">
                {spans.length === 0 && (
                  <span class="quiet">{adminSay('admin.set.hours.closed')}</span>
                )}
                {spans.map((span, index) => (
                  <span key={index} class="hours-span">
                    <input
                      class="input"
                      type="time"
                      aria-label={`${name} ${adminSay('admin.set.hours.from')}`}
                      value={span.from}
                      onInput={(event) =>
                        setDay(
                          day,
                          spans.map((each, at) =>
                            at === index ? { ...each, from: event.currentTarget.value } : each,
                          ),
                        )
                      }
                    />
                    <span aria-hidden="true">–</span>
                    <input
                      class="input"
                      type="time"
                      aria-label={`${name} ${adminSay('admin.set.hours.to')}`}
                      value={span.to}
                      onInput={(event) =>
                        setDay(
                          day,
                          spans.map((each, at) =>
                            at === index ? { ...each, to: event.currentTarget.value } : each,
                          ),
                        )
                      }
                    />
                    <button
                      type="button"
                      class="button plain icon-only"
                      aria-label={`${adminSay('admin.set.hours.remove')} ${name}`}
                      onClick={() =>
                        setDay(
                          day,
                          spans.filter((_, at) => at !== index),
                        )
                      }
                    >
                      <Icon of={close} />
                    </button>
                  </span>
                ))}
                <button
                  type="button"
                  class="button plain small"
                  onClick={() => setDay(day, [...spans, { from: '09:00', to: '14:00' }])}
                  aria-label={`${adminSay('admin.set.hours.add')} ${name}`}
                >
                  {adminSay('admin.set.hours.add')}
                </button>
              </div>
            </div>
          );
        })}
    </fieldset>
  );
}
