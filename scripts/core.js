/** The core of the last build, which the build's other files take their modules from (see bundling.js). */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { loadCore } from '../dist/core-script.js';

const file = fileURLToPath(new URL('../dist/core.js', import.meta.url));

export const core = loadCore(file, '', undefined, () => createRequire(file));
