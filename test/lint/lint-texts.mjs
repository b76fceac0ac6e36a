import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

/**
 * Lints texts as if they were in the named files, and prints the complaints about each: `[file,
 * code]` pairs in, lists of `rule: message` out. A separate process, because jest cannot load the
 * configuration, which is a module.
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
