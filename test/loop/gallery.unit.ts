import { galleryPage, Picture } from './gallery';

const picture = (more: Partial<Picture>): Picture => ({
  name: 'kiosk-start-light',
  page: 'kiosk',
  language: 'es',
  theme: 'light',
  size: '1080×1920',
  ...more,
});

test('pictures are listed under their page with a caption, and link to full size', () => {
  const page = galleryPage([
    picture({ name: 'ticket-turn-dark', page: 'ticket', theme: 'dark', size: '360×740' }),
    picture({}),
    picture({ name: 'kiosk-"odd"' }),
  ]);
  expect([...page.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => title)).toEqual([
    'kiosk',
    'ticket',
  ]);
  expect(page).toContain('<li data-page="ticket" data-language="es" data-theme="dark"');
  expect(page).toContain('<a href="ticket-turn-dark.png"><img src="ticket-turn-dark.png"');
  expect(page).toContain('<b>ticket-turn-dark</b> es · dark · 360×740</li>');
  expect(page).toContain('<option value="">all</option><option>dark</option><option>light');
  expect(page).toContain('<a href="kiosk-%22odd%22.png">');
});
