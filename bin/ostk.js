#!/usr/bin/env node

// Not imported: that would load more of Node than is used (see scripts/build.js).
const { mkdirSync, statSync } = process.getBuiltinModule('node:fs');
const module = process.getBuiltinModule('node:module');
const { join } = process.getBuiltinModule('node:path');

/**
 * Keeps compiled code between runs, where Node can (22 and up). The directory is the user's own: code that another
 * user could have written is never run.
 */
function useCompileCache() {
  const base = process.env.XDG_CACHE_HOME || (process.env.HOME && join(process.env.HOME, '.cache'));
  if (!module.enableCompileCache || !base || process.env.NODE_COMPILE_CACHE) return;
  const directory = join(base, 'ostk', 'compile');
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const { uid, mode } = statSync(directory);
    if (uid === process.getuid() && (mode & 0o077) === 0) module.enableCompileCache(directory);
  } catch {
    // Without the cache the start is slower, nothing else.
  }
}

useCompileCache();
await import('../dist/main.js');
