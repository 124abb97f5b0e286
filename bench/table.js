/** A table of 10,000 rows and 7 columns, drawn by ostk's renderer and by the peer's. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const COLUMNS = ['ID', 'Name', 'Status', 'Networks', 'Image', 'Flavor', 'Size'];

/** Rows like those of a server list; some names are wide. */
function rows(count) {
  return Array.from({ length: count }, (_, n) => {
    const id = `${n.toString(16).padStart(8, '0')}-aaaa-4bbb-8ccc-dddddddddddd`;
    return [
      id,
      n % 10 ? `server-${n}` : `服务器-${n}`,
      'ACTIVE',
      `private=10.0.${n >> 8}.${n & 255}`,
      'cirros',
      'm1.nano',
      n,
    ];
  });
}

/**
 * Draws the table several times.
 * @param {string} root the checkout
 * @param {string} folder for temporary files
 * @returns {Promise<{ ostk: number[], same: boolean | undefined, peer: number[] }>} milliseconds, and whether both
 *   printed the same
 */
export async function tables(root, folder, python, runs) {
  const file = join(folder, 'render.mjs');
  await build({
    entryPoints: [join(root, 'src/kernel/output/render.ts')],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    banner: {
      js: "import { createRequire as __cr } from 'node:module';const require = __cr(import.meta.url);",
    },
    logLevel: 'error',
  });
  const { render } = await import(pathToFileURL(file).href);
  const data = rows(10_000);
  writeFileSync(join(folder, 'rows.json'), JSON.stringify({ columns: COLUMNS, rows: data, runs }));
  const ostk = [];
  let text = '';
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    const result = { kind: 'list', columns: COLUMNS, rows: data };
    ({ text } = await render(
      result,
      { formatter: 'table' },
      { isTTY: false, columns: undefined, colour: false },
    ));
    ostk.push(performance.now() - began);
  }
  const source = `
import io, json, sys, time, argparse
from cliff.formatters.table import TableFormatter
data = json.load(open(sys.argv[1]))
formatter = TableFormatter()
parser = argparse.ArgumentParser()
formatter.add_argument_group(parser)
options = parser.parse_args([])
times = []
for _ in range(data['runs']):
    out = io.StringIO()
    began = time.perf_counter()
    formatter.emit_list(data['columns'], iter(data['rows']), out, options)
    times.append((time.perf_counter() - began) * 1000)
print(json.dumps({'times': times, 'text': out.getvalue()}))`;
  const outcome = spawnSync(python, ['-c', source, join(folder, 'rows.json')], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (outcome.status !== 0) throw new Error(outcome.stderr);
  const peer = JSON.parse(outcome.stdout);
  return { ostk, peer: peer.times, same: peer.text === text };
}
