/** The core of the last build, which the build's other files take their modules from (see bundling.js). */
import { fileURLToPath } from 'node:url';
import { loadCore } from '../dist/core-script.js';

export const core = loadCore(fileURLToPath(new URL('../dist/core.js', import.meta.url)), '', undefined);
