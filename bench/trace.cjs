/** Preloaded by modules.js: writes a line on stderr for each file that was loaded, in order. */
const { writeSync } = require('node:fs');

process.on('exit', () => {
  for (const file of Object.keys(require.cache)) if (file !== __filename) writeSync(2, `load ${file}\n`);
});
