import { useId, useState } from 'preact/hooks';
import { accentFault, brandFault, nearestAccent, nearestBrand } from '../../domain/model/face';
import { Notice, stopping } from '../shared/look/parts';
import { Field } from './form';
import { canBeSeen, logoFrom } from './logo-file';
import { adminSay, wantsWords } from './words';

/** Inputs for the bank's own face. */

interface FaceFieldProps {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly set: (value: string) => void;
}

const kinds = {
  brand: { fault: brandFault, nearest: nearestBrand, asItComes: '#23307a' },
  accent: { fault: accentFault, nearest: nearestAccent, asItComes: '#ffc845' },
} as const;

/** A colour; an illegible one is reported at once, with the nearest legible one. Empty = none. */
export function ColourField({
  of,
  value,
  set,
  ...about
}: FaceFieldProps & { of: keyof typeof kinds }) {
  const { fault, nearest, asItComes } = kinds[of];
  const wrong = fault(value);
  const isColour = /^#[0-9a-f]{6}$/i.test(value);
  const advice = useId();
  const own = isColour ? { id: advice, wrong: Boolean(wrong) } : undefined;
  return (
    <Field {...about} own={own}>
      {(tied) => (
        <>
          <div class="face-colour">
            <input
              type="color"
              aria-label={about.label}
              value={isColour ? value.toLowerCase() : asItComes}
              onInput={(event) => set(event.currentTarget.value)}
            />
            <input
              {...tied}
              class="input figures"
              dir="ltr"
              maxLength={7}
              autocomplete="off"
              spellcheck={false}
              placeholder={asItComes}
              value={value}
              onInput={(event) => set(event.currentTarget.value.trim())}
            />
            <button type="button" class="button small" {...stopping(value === '', () => set(''))}>
              {adminSay('admin.face.as-it-comes')}
            </button>
          </div>
          <div role="status" id={advice}>
            {wrong && isColour && (
              <Notice
                tone="attention"
                action={
                  <button type="button" class="button small" onClick={() => set(nearest(value))}>
                    <span class="face-swatch" style={{ backgroundColor: nearest(value) }} />
                    {adminSay('admin.face.nearest', { colour: nearest(value) })}
                  </button>
                }
              >
                {wantsWords(wrong)}
              </Notice>
            )}
          </div>
        </>
      )}
    </Field>
  );
}

/** The logo: any picture the browser can draw, kept as a PNG that fits. */
export function LogoField({ value, set, ...about }: FaceFieldProps) {
  const [said, setSaid] = useState<'admin.face.unreadable' | 'admin.face.pale'>();
  const take = async (file: File | undefined) => {
    if (!file) return;
    try {
      const logo = await logoFrom(file);
      set(logo);
      setSaid((await canBeSeen(logo)) ? undefined : 'admin.face.pale');
    } catch (error) {
      console.info('a logo was not read:', (error as Error).message);
      setSaid('admin.face.unreadable');
    }
  };
  return (
    <Field {...about}>
      {(tied) => (
        <>
          <div class="face-logo">
            {value ? (
              <img class="face-logo-now" src={value} alt={adminSay('admin.set.face.logo')} />
            ) : (
              <span class="quiet">{adminSay('admin.face.no-logo')}</span>
            )}
            <label class="button small">
              {adminSay('admin.face.choose')}
              <input
                {...tied}
                class="unseen"
                type="file"
                accept="image/png,image/jpeg,image/webp,image/svg+xml"
                onChange={(event) => {
                  void take(event.currentTarget.files?.[0]);
                  event.currentTarget.value = '';
                }}
              />
            </label>
            {value && (
              <button
                type="button"
                class="button plain small"
                onClick={() => {
                  setSaid(undefined);
                  set('');
                }}
              >
                {adminSay('admin.face.remove')}
              </button>
            )}
          </div>
          <div role="status">{said && <Notice tone="attention">{adminSay(said)}</Notice>}</div>
        </>
      )}
    </Field>
  );
}
