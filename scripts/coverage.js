/** docs/coverage.md: how much of each peer's surface exists, from the built index and the peers' options as data. */
import { existsSync, readFileSync } from 'node:fs';

/** The surface files, by the tree that they belong to; each gives its commands with a group and options. */
const SURFACES = [
  { tree: 'openstack', file: 'test/surface/openstack.json', read: ofOpenstack },
  { tree: 'glance', file: 'test/surface/glance.json', read: ofLegacyClient },
  { tree: 'virsh', file: 'test/surface/virsh.txt', read: ofVirsh },
];

/**
 * Makes the page.
 * @returns {string} Markdown
 */
export function coverage() {
  const parts = SURFACES.filter(({ file }) => existsSync(file)).map(section);
  return `# Coverage

What exists of each peer's commands and options. Generated from the declarations by \`npm run generate\`; a command
counts an option when it takes one of its spellings.
${parts.join('')}`;
}

function section({ tree, file, read }) {
  const text = readFileSync(file, 'utf8');
  const surface = read(file.endsWith('.json') ? JSON.parse(text) : text);
  const ours = new Map(index(tree).map(({ name, options }) => [name, new Set(options)]));
  const groups = new Map();
  for (const { name, group, options } of surface) {
    const sums = groups.get(group) ?? { commands: 0, exist: 0, options: 0, taken: 0, missing: [] };
    groups.set(group, sums);
    const own = ours.get(name);
    sums.commands++;
    sums.options += options.length;
    if (!own) sums.missing.push(name);
    if (!own) continue;
    sums.exist++;
    sums.taken += options.filter(spellings => spellings.some(flag => own.has(flag))).length;
  }
  const rows = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = rows.map(
    ([group, { commands, exist, options, taken }]) =>
      `| ${group} | ${exist} of ${commands} | ${taken} of ${options} |`,
  );
  const begun = rows.filter(([, { exist, missing }]) => exist > 0 && missing.length > 0);
  const missing = begun.map(([group, sums]) => `- ${group}: ${sums.missing.sort().join(', ')}`);
  return [
    `\n## ${tree}\n`,
    '| group | commands | options |',
    '|---|---|---|',
    ...lines,
    ...(missing.length > 0 ? ['\nMissing where a group was begun:\n', ...missing] : []),
    '',
  ].join('\n');
}

/** The commands of a tree that exist, as the build listed them. */
function index(tree) {
  const file = `dist/commands/${tree}.json`;
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}

/** python-openstackclient's: commands by name, each with its group. */
function ofOpenstack(commands) {
  return Object.entries(commands).map(([name, { group, args }]) => ({
    name,
    group,
    options: spellings(args),
  }));
}

/** A legacy client's: its global options, and commands in one group. */
function ofLegacyClient({ commands }) {
  return Object.entries(commands).map(([name, { args }]) => ({
    name,
    group: 'commands',
    options: spellings(args),
  }));
}

/** The options of a command, each with its spellings; positionals are none. */
function spellings(args) {
  return args.map(({ flags }) => flags).filter(flags => flags.length > 0);
}

/** virsh's: a synopsis a line, in which positionals have names that work as options as well. */
function ofVirsh(text) {
  return text
    .trim()
    .split('\n')
    .map(line => {
      const [, group, synopsis] = /^(\S+): (.*)$/.exec(line);
      const [name] = synopsis.split(' ');
      const found = synopsis.matchAll(/--([a-z0-9-]+)|<(?!string>|number>)([a-z0-9-]+)>/gi);
      return { name, group, options: [...found].map(([, flag, data]) => [`--${flag ?? data}`]) };
    });
}
