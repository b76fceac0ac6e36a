import { isCommon } from '../../../src/app/identity/common-passwords';

test.each([
  'password',
  'Password1!',
  'P@ssw0rd2026',
  'contraseña',
  'Contraseña123',
  'C0ntrasen4',
  'bancochile2026',
  'Colo-Colo 1925',
  'miclave2025.',
  'qwerty123456',
  '12345678',
  '87654321',
  '11.222.333-k',
  '14-02-1990',
  'aaaaaaaaaa',
  'abcabcabcabc',
  'abcdefghij',
  'Santiago.2026',
  'maria.soto',
  'Maria2026',
  'MARIASOTO1',
  // from the bundled lists, not from our own words
  'trustno1',
  'Mustang1967',
  '1qaz2wsx3edc4rfv',
  'bulldog2024!',
  'liverpoolfc',
  'kimberly99',
])('%p is among the first guesses', async (password) => {
  expect(await isCommon(password, ['maria.soto', 'María'])).toBe(true);
});

test.each([
  'correct horse',
  'first password',
  'a long password',
  'seis tazones de greda',
  'tR7-qq0.vulcano',
  'lluvia sobre temuco 4',
  'ana7ZebraKilo',
])('%p is not', async (password) => {
  expect(await isCommon(password, ['maria.soto', 'María'])).toBe(false);
});

test('a person without letters in their names adds no rule', async () => {
  expect(await isCommon('seis tazones', ['', '  ', '123'])).toBe(false);
});
