/** Makes completions/: for each name that ostk has, and each shell, one script with all that it needs. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const load = createRequire(join(process.cwd(), 'dist', 'main.js'));
const part = name => readFileSync(join('src', 'completion', name), 'utf8');
const quoted = text => `'${text.replaceAll("'", "'\\''")}'`;
const HEAD = '# Written by `npm run generate`, from the declarations of the commands.\n';

/** The commands of a folder by their words. */
function commandsOf(folder, joint) {
  const files = readdirSync(join('dist/commands', folder)).filter(file => file.endsWith('.js'));
  return files.flatMap(file => {
    const noun = file.slice(0, -3);
    const { default: verbs } = load(`./commands/${folder}/${file}`);
    return Object.entries(verbs).map(([verb, command]) => {
      const words = [noun.replaceAll('-', joint), verb].filter(word => word !== '');
      return { name: words.join(joint), command };
    });
  });
}

/** All scripts: file and text. */
export async function completionScripts() {
  const { describeTree, sharedOptions } = load('./completion/describe.js');
  const { treeNames, treeOf } = load('./trees/trees.js');
  const names = treeNames();
  const shared = `list_options=${quoted(sharedOptions('list'))} show_options=${quoted(sharedOptions('show'))}`;
  const described = new Map();
  for (const name of names) {
    const tree = await treeOf(name);
    const commands = commandsOf(name, tree.joint);
    const globals = program => tree.globals(program, {}).params;
    described.set(name, describeTree(commands, globals(name), false, names));
    described.set(`ostk ${name}`, describeTree(commands, globals('ostk'), true, names));
  }
  const openstack = await treeOf('openstack');
  const own = [...commandsOf('openstack', ' '), ...commandsOf('ostk', ' ')];
  const root = describeTree(own, openstack.globals('ostk', {}).params, true, names).map(arm =>
    arm.path === ''
      ? { ...arm, next: [...arm.next, ...names.map(word => ({ word, summary: `Commands of ${word}` }))] }
      : arm,
  );
  const scripts = [];
  for (const program of ['ostk', ...names]) {
    const trees =
      program === 'ostk'
        ? [['ostk', root], ...names.map(name => [name, described.get(`ostk ${name}`)])]
        : [[program, described.get(program)]];
    const inside = program === 'ostk' ? names.join(' ') : '';
    for (const shell of ['bash', 'zsh']) scripts.push(posix(shell, program, trees, inside, shared));
    scripts.push(fish(program, trees, inside, [sharedOptions('list'), sharedOptions('show')]));
  }
  return scripts;
}

function posix(shell, program, trees, root, shared) {
  const data = trees.map(([tree, arms]) => {
    const lines = arms.map(({ path, next, options }) => {
      const words = next.map(({ word }) => word).join(' ');
      const said = [words && `next=${quoted(words)}`, options && `opts=${quoted(options)}`].filter(Boolean);
      return `    ${quoted(path)}) ${said.join(' ')} ;;\n`;
    });
    return `__ostk_${program}_${tree}() {\n  case $1 in\n${lines.join('')}  esac\n}\n`;
  });
  const walk = `_ostk_${program}() {\n  local ${shared} trees=${quoted(root)}\n  _ostk_complete ${program}\n}\n`;
  const engine = `${part('core.sh')}\n${part(`wrapper.${shell}`)}\n`;
  const text =
    shell === 'bash'
      ? `${HEAD}${engine}${walk}${data.join('')}complete -F _ostk_${program} ${program}\n`
      : `#compdef ${program}\n${HEAD}${engine}${walk}${data.join('')}` +
        `if [ "$funcstack[1]" = _${program} ]; then _ostk_${program} "$@"; else compdef _ostk_${program} ${program}; fi\n`;
  return { file: shell === 'bash' ? `completions/${program}.bash` : `completions/_${program}`, text };
}

function fish(program, trees, root, [list, show]) {
  const words = text => text.split(' ').map(fishWord).join(' ');
  const data = trees.map(([tree, arms]) => {
    const lines = arms.map(({ path, next, options }) => {
      const said = next.map(({ word, summary }) => fishWord(`${word}\t${summary}`)).join(' ');
      const sets = [said && `set next ${said}`, options && `set opts ${words(options)}`].filter(Boolean);
      return `        case ${fishWord(path)}\n            ${sets.join('\n            ')}\n`;
    });
    const name = `__ostk_${program}_${tree}`;
    return `function ${name} --no-scope-shadowing\n    switch "$at"\n${lines.join('')}    end\nend\n`;
  });
  const shared = `set -g __ostk_list_options ${words(list)}\nset -g __ostk_show_options ${words(show)}\nset -g __ostk_${program}_trees ${root}\n`;
  const offer = `complete -c ${program} -f -a '(__ostk_complete ${program})'\n`;
  return {
    file: `completions/${program}.fish`,
    text: `${HEAD}${part('engine.fish')}\n${shared}${data.join('')}${offer}`,
  };
}

const fishWord = text => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
