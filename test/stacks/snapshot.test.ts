import { phaseTemplate } from '../constructs/synthesized';

/** Asset hashes change with the app; a template is compared without them. */
function withoutHashes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/[0-9a-f]{64}/g, '<hash>')) as unknown;
}

test.each(['pilot', 'expansion', 'national'])('%s is what it was', (phase) => {
  expect(withoutHashes(phaseTemplate(phase).toJSON())).toMatchSnapshot();
});
