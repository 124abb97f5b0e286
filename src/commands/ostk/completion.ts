/** Completion scripts, under ostk's own name. */
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, naming, optionalArg } from '../../kernel/params.ts';

/** The file of a name's script, by shell. */
const FILES: Readonly<Record<string, (name: string) => string>> = {
  bash: name => `${name}.bash`,
  zsh: name => `_${name}`,
  fish: name => `${name}.fish`,
};

const SHELLS = Object.keys(FILES);

const completion = command({
  summary: 'Print the script that completes command lines in a shell',
  description:
    'For bash, put source <(ostk completion bash) into ~/.bashrc; for zsh, source <(ostk completion zsh) into ~/.zshrc, behind compinit; for fish, write the script to ~/.config/fish/completions/ostk.fish. Names of servers, images and others come from what was kept in the last five minutes; older ones are renewed in the background.',
  params: {
    shell: { ...arg('SHELL', 'bash, zsh or fish'), choices: SHELLS },
    name: naming('tree', optionalArg('NAME', 'The name that ostk is started under (default: ostk)')),
  },
  output: 'none',
  auth: false,
  examples: ['ostk completion bash', 'ostk completion zsh openstack'],
  async run(context, { shell, name = 'ostk' }) {
    const known = ['ostk', ...context.names];
    const file = FILES[shell];
    if (!file) throw new CommandError(`ostk has completion for ${SHELLS.join(', ')}.`);
    if (!known.includes(name)) {
      throw new CommandError(`ostk cannot be ${name}; the names that it knows are ${known.join(', ')}.`);
    }
    await context.stdout.write(await context.readFile(`${context.completions}${file(name)}`));
    return undefined;
  },
});

export default { '': completion } satisfies Verbs;
