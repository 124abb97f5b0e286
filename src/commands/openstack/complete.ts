/** `complete`: the data that the peer's bash completion works with, and the function that uses it. */
import { command, type Verbs } from '../../kernel/command.ts';
import { choice, text } from '../../kernel/params.ts';
import type { IndexEntry } from '../../kernel/router.ts';

/** Words to complete to, by the words typed before; a command's are its options. */
interface Words {
  [word: string]: Words | string;
}

/**
 * Sorts commands into a tree of words, as cliff does: where one command's words go on in another's (`server migrate`,
 * `server migrate confirm`), the longer one stands beside it, its last words joined by `_`.
 */
function treeOf(entries: readonly IndexEntry[]): Words {
  const tree: Words = {};
  for (const { name, options } of entries) {
    const words = name.split(' ');
    let last = words.pop() ?? '';
    let branch = tree;
    for (const word of words) {
      const next = branch[word];
      if (typeof next === 'string') {
        branch[word] = `${next} ${last}`;
        last = `${word}_${last}`;
      } else {
        branch = next ?? grow(branch, word);
      }
    }
    branch[last] = options.join(' ');
  }
  return tree;
}

function grow(branch: Words, word: string): Words {
  const made: Words = {};
  branch[word] = made;
  return made;
}

/** Each path of words with the words that may follow. */
function flatten(words: Words, path: string): [string, string][] {
  return Object.keys(words)
    .sort()
    .flatMap(word => {
      const name = path === '' ? word : `${path}_${word}`;
      const next = words[word] ?? '';
      if (typeof next === 'string') return [[name, next]];
      return [[name, Object.keys(next).sort().join(' ')], ...flatten(next, name)];
    });
}

/**
 * The function that bash calls: it walks along the typed words from variable to variable, each of which holds what may
 * follow. Options before the first word of a command, and their values, are passed over; where a command wants values,
 * files are offered. Names joined by `_` are the data's way to say that a command's words go on, and no words.
 */
function bashFunction(name: string, data: string): string {
  const safe = name.replaceAll('-', '_');
  return `_${safe}()
{
  local cur prev words cword
  if declare -F _get_comp_words_by_ref > /dev/null; then
    _get_comp_words_by_ref -n : cur prev words cword
  else
    words=( "\${COMP_WORDS[@]}" )
    cword=\${COMP_CWORD}
    cur="\${words[cword]}"
  fi

${data}
  local path="" offered="\${cmds}" word name next
  for word in "\${words[@]:1:cword}"; do
    if [[ \${word} =~ ^[A-Za-z0-9_-]+$ && \${word} != -* ]]; then
      name="cmds_\${path:+\${path}_}\${word//-/_}"
      next="\${!name}"
    else
      next=""
    fi
    if [[ -z \${next} ]]; then
      [[ -z \${path} ]] && continue
      break
    fi
    path="\${name#cmds_}"
    offered="\${next}"
  done

  local candidates=""
  for word in \${offered}; do
    case "\${cur:0:1}|\${word}" in
      "-|-"*) candidates+=" \${word}" ;;
      "-|"* | *"|-"* | *_*) ;;
      *) candidates+=" \${word}" ;;
    esac
  done

  if [[ -n \${candidates} ]]; then
    COMPREPLY=( $(compgen -W "\${candidates}" -- "\${cur}") )
  else
    COMPREPLY=( $(compgen -f -- "\${cur}") )
  fi
}
complete -o filenames -F _${safe} ${name}
`;
}

const complete = command({
  summary: 'Print shell completion',
  params: {
    name: text('--name <command_name>', 'The command to complete (default: the name in use)'),
    shell: choice(
      '--shell <shell>',
      ['bash', 'none'],
      'A function for this shell, or none for the data alone (default: bash)',
    ),
  },
  output: 'none',
  auth: false,
  async run(context, values) {
    const entries = [...(await context.commands.index('openstack'))];
    if (context.manners === 'ostk') entries.push(...(await context.commands.index('ostk')));
    const tree = treeOf(entries);
    const pairs = flatten(tree, '').sort(([a], [b]) => (a < b ? -1 : 1));
    const lines = pairs.map(([path, words]) => `  cmds_${path.replaceAll('-', '_')}='${words}'\n`);
    const data = `  cmds='${Object.keys(tree).sort().join(' ')}'\n${lines.join('')}`;
    const name = values.name ?? context.program;
    await context.stdout.write(values.shell === 'none' ? data : bashFunction(name, data));
    return undefined;
  },
});

export default { '': complete } satisfies Verbs;
