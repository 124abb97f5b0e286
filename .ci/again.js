/**
 * Which files of a vitest run have to run again: `node again.js REPORT`. Prints those in which something did not pass,
 * a line each, and takes them out of the report, which then counts the others. Exits with 1 when there are none, or so
 * many that running them alone would prove nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const MOST = 8;
const [file] = process.argv.slice(2);
const report = JSON.parse(readFileSync(file, 'utf8'));
const whole = ({ status, assertionResults }) =>
  status === 'passed' && assertionResults.every(test => test.status === 'passed');
const again = report.testResults.filter(result => !whole(result));
if (again.length === 0 || again.length > MOST) process.exit(1);
const kept = report.testResults.filter(whole);
const count = kept.reduce((sum, { assertionResults }) => sum + assertionResults.length, 0);
writeFileSync(
  file,
  JSON.stringify({ numPassedTests: count, numTotalTests: count, success: true, testResults: kept }),
);
process.stdout.write(again.map(({ name }) => `${name}\n`).join(''));
