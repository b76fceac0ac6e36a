import { meant } from '../../../../src/app/pages/advisor/key-press';
import { keyPressed } from '../../../../src/app/pages/shared/look/key-pressed';

const press = (key: string, ...held: string[]) => ({
  key,
  ctrlKey: held.includes('ctrl'),
  altKey: held.includes('alt'),
  metaKey: held.includes('meta'),
  getModifierState: (name: string) => name === 'AltGraph' && held.includes('altgr'),
});

test('a letter counts with Shift or Caps Lock too, but not with Ctrl, Alt or Meta', () => {
  expect([press('n'), press('N'), press('Ñ'), press('?')].map(keyPressed)).toEqual([
    'n',
    'n',
    'ñ',
    '?',
  ]);
  for (const held of ['ctrl', 'alt', 'meta']) expect(keyPressed(press('n', held))).toBeUndefined();
});

test('characters typed with AltGr on a Spanish keyboard count, on Linux and Windows', () => {
  expect(keyPressed(press('@', 'altgr'))).toBe('@');
  expect(keyPressed(press('@', 'ctrl', 'alt'))).toBe('@');
  expect(keyPressed(press('@', 'ctrl', 'alt', 'altgr'))).toBe('@');
  expect(keyPressed(press('n', 'ctrl', 'alt'))).toBeUndefined();
  expect(keyPressed(press('n', 'altgr'))).toBeUndefined();
});

test('asking for a key gives a key, none, or why that one cannot be', () => {
  expect(meant(press('G'))).toEqual({ key: 'g' });
  expect(meant(press('n\u0303'))).toEqual({ key: 'ñ' });
  expect(meant(press('F2'))).toEqual({ key: 'f2' });
  expect(meant(press('Delete'))).toEqual({ key: '' });
  expect(meant(press('Shift'))).toBeUndefined();
  expect(meant(press('AltGraph', 'altgr'))).toBeUndefined();
  expect(meant(press('Escape'))).toBe('leave');
  expect(meant(press('5'))).toEqual({ fault: 'digit' });
  expect(meant(press('Dead'))).toEqual({ fault: 'dead' });
  for (const key of [' ', 'Enter', 'ArrowDown', 'F5', 'F1']) {
    expect(meant(press(key))).toEqual({ fault: 'needed' });
  }
  expect(meant(press('n', 'ctrl'))).toEqual({ fault: 'needed' });
});
