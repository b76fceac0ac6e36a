import { COMMANDS, Intent, intentOf } from '../../../../src/app/plugins/telegram/intent';

test.each<[string, Intent]>([
  ['¿Cuánto falta?', 'turn'],
  ['cuanto me queda', 'turn'],
  ['falta mucho??', 'turn'],
  ['¿En qué número van?', 'turn'],
  ['mi turno', 'turn'],
  ['CUÁNDO ME TOCA', 'turn'],
  ['how long?', 'turn'],
  ['Where am I', 'turn'],
  ['my ticket please', 'turn'],
  ['necesito más tiempo', 'defer'],
  ['me atraso un poco', 'defer'],
  ['voy tarde', 'defer'],
  ['Running late!', 'defer'],
  ['more time', 'defer'],
  ['cancelar', 'cancel'],
  ['anule mi turno', 'cancel'],
  ['ya no voy', 'cancel'],
  ['Cancel my ticket', 'cancel'],
  ['no me escriba más', 'unlink'],
  ['stop', 'unlink'],
  ['inglés', 'language'],
  ['Español por favor', 'language'],
  ['hola', 'help'],
  ['Ayuda', 'help'],
  ['hi there', 'help'],
  ['gracias!', 'thanks'],
  ['Muchas gracias', 'thanks'],
  ['ok', 'thanks'],
  ['thank you', 'thanks'],
  ['', 'unknown'],
  ['asdf', 'unknown'],
  ['👍', 'unknown'],
  ['<script>alert(1)</script>', 'unknown'],
  ['x'.repeat(4096), 'unknown'],
])('%s', (text, intent) => {
  expect(intentOf(text)).toBe(intent);
});

test('only the beginning of a long text is read', () => {
  expect(intentOf(`${'bla '.repeat(60)} cancelar`)).toBe('unknown');
});

test('every command is lower case and understood', () => {
  for (const [command, intent] of Object.entries(COMMANDS)) {
    expect(command).toMatch(/^[a-z]+$/);
    expect(intent).not.toBe('unknown');
  }
});
