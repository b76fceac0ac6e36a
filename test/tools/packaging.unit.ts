import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError, onlyFile } from '../../packaging/run';

test('a missing package is reported with the command that packs it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ticketero-packed-'));
  try {
    for (const missing of [folder, join(folder, 'js')]) {
      const look = () => onlyFile(missing, '.tgz');
      expect(look).toThrow(CommandError);
      expect(look).toThrow(/has 0 files that end in \.tgz, not one; run npm run package:all/);
    }
    writeFileSync(join(folder, 'ticketero.tgz'), '');
    expect(onlyFile(folder, '.tgz')).toBe(join(folder, 'ticketero.tgz'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
