/**
 * Sums up vitest's JSON reports: `node count.js FOLDER STEPS_FAILED`, where a skipped test is a failed one.
 * Prints `N passed, N failed`; exits with 1 when something failed or nothing passed. A failed step that no failed
 * test explains (a check, a file that cannot be loaded) counts as one failure.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '.', steps = '0'] = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const file of readdirSync(folder)) {
  const report = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  passed += report.numPassedTests;
  const bad = report.numTotalTests - report.numPassedTests;
  failed += bad === 0 && !report.success ? 1 : bad;
}
failed = Math.max(failed, Number(steps));
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
