import { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { accentFault, brandFault, Face } from '../../domain/model/face';
import { faceLook } from '../../domain/model/face-look';
import { QrCode } from '../shared/look/qr';
import { say } from '../shared/look/screen-words';
import { staffSay } from '../shared/look/staff-words';
import { counterSaid, named } from '../shared/look/words';
import { adminSay } from './words';
import './face-preview.css';

/** The number on every screen of the preview. */
const NUMBER = 'C08';
const COUNTER = '3';

/**
 * Every screen in miniature, in the face as it is typed, before anybody else sees it. A colour that
 * would be refused is not shown.
 */
export function FacePreview({ face: typed }: { face: Face }) {
  const [theme, setTheme] = useState<'light' | 'dark'>('light');
  const face: Face = {
    ...typed,
    brand: brandFault(typed.brand) ? '' : typed.brand,
    accent: accentFault(typed.accent) ? '' : typed.accent,
  };
  const { font, ...themes } = faceLook(face);
  return (
    <section class="preview" aria-label={adminSay('admin.preview')}>
      <div class="preview-head">
        <h4>{adminSay('admin.preview')}</h4>
        <p class="quiet">{adminSay('admin.preview.text')}</p>
        <div class="preview-themes">
          {(['light', 'dark'] as const).map((each) => (
            <button
              key={each}
              type="button"
              class="button small"
              aria-pressed={theme === each}
              onClick={() => setTheme(each)}
            >
              {adminSay(`admin.preview.${each}`)}
            </button>
          ))}
        </div>
      </div>
      <div
        class="preview-screens"
        data-look={theme}
        style={{ ...themes[theme], ...(font ? { fontFamily: font, '--font': font } : {}) }}
      >
        <Public face={face} />
        <Staff face={face} />
        <Beside face={face} />
      </div>
    </section>
  );
}

function Small({
  title,
  class: kind = '',
  children,
}: {
  title: string;
  class?: string;
  children: ComponentChildren;
}) {
  return (
    <figure class="preview-screen">
      <div class={`preview-glass ${kind}`} aria-hidden="true">
        {children}
      </div>
      <figcaption>{title}</figcaption>
    </figure>
  );
}

/** The mark as `BankMark` and its style sheet show it. */
const Mark = ({ face, branch = true }: { face: Face; branch?: boolean }) => (
  <p class="preview-mark">
    {face.logo && <img src={face.logo} alt="" />}
    {!face.logo && face.name && <b>{face.name}</b>}
    {branch && <span>{adminSay('admin.preview.branch')}</span>}
  </p>
);

const Button = ({ children }: { children: ComponentChildren }) => (
  <span class="preview-button">{children}</span>
);

const Public = ({ face }: { face: Face }) => (
  <>
    <Small title={say('kiosk.title')}>
      <Mark face={face} />
      {named(face) && <p class="preview-greeting">{named(face)}</p>}
      <p class="preview-title">{say('kiosk.hello')}</p>
      <Button>{say('continue')}</Button>
    </Small>
    <Small title={say('display.title')}>
      <Mark face={face} />
      <p class="preview-call">
        <b>{NUMBER}</b>
        <span>{counterSaid(COUNTER)}</span>
      </p>
      <p class="preview-deep">C07 · {counterSaid('1')}</p>
    </Small>
    <Small title={adminSay('admin.preview.phone')} class="tall">
      <Mark face={face} />
      <p>{say('ticket.title')}</p>
      <p class="preview-number">{NUMBER}</p>
      <p class="quiet">{adminSay('admin.preview.queue')}</p>
    </Small>
  </>
);

const Staff = ({ face }: { face: Face }) => (
  <>
    {(['host', 'advisor', 'supervisor', 'admin'] as const).map((role) => (
      <Small key={role} title={staffSay(`staff.role.${role}`)}>
        <div class="preview-top">
          <Mark face={face} />
        </div>
        <p class="preview-card">
          <b class="preview-number">{NUMBER}</b> {adminSay('admin.preview.queue')}
        </p>
        <Button>{role === 'advisor' ? adminSay('admin.preview.next') : say('continue')}</Button>
      </Small>
    ))}
    <Small title={staffSay('sign-in.title')}>
      <div class="preview-card">
        <Mark face={face} branch={false} />
        <p class="preview-title">{staffSay('sign-in.title')}</p>
        <Button>{staffSay('sign-in.do')}</Button>
      </div>
    </Small>
  </>
);

/** What stands where the app does not answer is in both languages, whoever looks. */
const Beside = ({ face }: { face: Face }) => (
  <>
    <Small title={adminSay('admin.preview.waiting')}>
      <Mark face={face} branch={false} />
      <p class="preview-title" lang="es">
        Volvemos en un momento
      </p>
      <p lang="en">We will be right back</p>
    </Small>
    <Small title={adminSay('admin.preview.paper')} class="paper">
      {face.logo && <img src={face.logo} alt="" />}
      <p>{[face.name, adminSay('admin.preview.branch')].filter(Boolean).join(', ')}</p>
      {named(face) && <p>{named(face)}</p>}
      <p class="preview-number">{NUMBER}</p>
      <QrCode text="https://" label="" />
    </Small>
    <Small title={adminSay('admin.preview.telegram')} class="chat">
      <p class="preview-bubble">
        🎫 <b>{NUMBER}</b> · {adminSay('admin.preview.queue')}
        <br />
        {[face.name, adminSay('admin.preview.branch')].filter(Boolean).join(', ')}
        {named(face) && (
          <>
            <br />
            {named(face)}
          </>
        )}
      </p>
    </Small>
  </>
);
