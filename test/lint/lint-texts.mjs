import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

/**
 * Lints texts as if they stood in the files named, and prints each one's complaints: `[file, code]`
 * pairs in, lists of `rule: message` out. A process of its own, because the configuration is a
 * module, which jest cannot load.
 */
const eslint = new ESLint();

/** @type {[file: string, code: string][]} */
const texts = JSON.parse(await text(process.stdin));
const answers = [];
for (const [filePath, code] of texts) {
  const [{ messages }] = await eslint.lintText(code, { filePath });
  answers.push(messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
}
console.log(JSON.stringify(answers));
