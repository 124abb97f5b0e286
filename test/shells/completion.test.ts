/** TAB in real shells: bash, zsh and fish on a terminal of tmux's, with the scripts that `ostk completion` prints. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Home, newHome, OSTK, Terminal } from './tmux.ts';

/** How each shell is started without what its user has set, what it is told, and how it is left with an empty line. */
const SHELLS = {
  bash: {
    argv: ['bash', '--norc', '--noprofile', '-i'],
    setup: (program: string) => `PS1='$ '; source <(ostk completion bash ${program})`,
  },
  zsh: {
    argv: ['zsh', '-f', '-i'],
    setup: (program: string) =>
      `PS1='$ '; bindkey -e; autoload -U compinit; compinit -u -D; source <(ostk completion zsh ${program})`,
  },
  fish: {
    argv: ['fish', '--no-config', '-i'],
    setup: (program: string) =>
      `function fish_prompt; printf '$ '; end; set -g fish_autosuggestion_enabled 0; bind \\cl 'printf "\\e[H\\e[2J"; commandline -f repaint'; ostk completion fish ${program} | source`,
  },
} as const;

/** The names that the scripts are for. */
const PROGRAMS = ['ostk', 'openstack', 'glance', 'virsh', 'gs'];

/** A shell with the scripts, in which each start of ostk leaves a line in a file. */
class Shell {
  readonly home: Home;
  private terminal: Terminal | undefined;

  constructor(private readonly name: keyof typeof SHELLS) {
    this.home = newHome({ OS_CLOUD: 'sandbox' });
  }

  private get log(): string {
    return join(this.home.path, 'started');
  }

  async open(): Promise<void> {
    const folder = join(this.home.path, 'bin');
    mkdirSync(folder);
    for (const program of PROGRAMS) {
      const as = program === 'ostk' ? '' : `--as ${program}`;
      const script = `#!/bin/sh\necho "$*" >>'${this.log}'\nexec '${process.execPath}' '${OSTK}' ${as} "$@"\n`;
      writeFileSync(join(folder, program), script);
      chmodSync(join(folder, program), 0o755);
    }
    const { argv, setup } = SHELLS[this.name];
    const env = { ...this.home.env, PATH: `${folder}:${this.home.env.PATH}` };
    this.terminal = await Terminal.open({ ...this.home, env }, argv);
    for (const program of PROGRAMS) {
      await this.terminal.type(
        `${setup(program)}; echo ready $((40 + 2)) ${program}`.replace(
          '$((40 + 2))',
          this.name === 'fish' ? '(math 40 + 2)' : '$((40 + 2))',
        ),
      );
      await this.terminal.press('Enter');
      await this.terminal.until(new RegExp(`^ready 42 ${program}$`, 'm'));
    }
    // From here on nothing can be started but ostk.
    await this.terminal.type(this.name === 'fish' ? `set -x PATH ${folder}` : `PATH=${folder}`);
    await this.terminal.press('Enter');
    await this.forget();
  }

  /** Empties the screen, and what was started is forgotten. */
  async forget(): Promise<void> {
    // Not Ctrl-C, at which the system throws away what is typed behind it.
    const clear = async () => this.terminal?.press('C-u', 'C-l');
    await clear();
    await this.terminal?.until(/^\s*\$\s*$/, clear);
    writeFileSync(this.log, '');
  }

  get started(): string {
    return readFileSync(this.log, 'utf8');
  }

  /** Types a line and presses TAB until the screen is as it should be. */
  async tab(line: string, wanted: RegExp): Promise<string> {
    const { terminal } = this;
    if (!terminal) throw new Error('there is no terminal');
    await this.forget();
    await terminal.type(line);
    await terminal.press('Tab');
    return terminal.until(wanted, () => terminal.press('Tab'));
  }

  async close(): Promise<void> {
    await this.terminal?.close();
    await this.home.remove();
  }
}

/** What is typed, and how the line goes on: one completion each, so that all shells show it in the same way. */
const STATIC = [
  ['ostk server cre', 'ostk server create'],
  ['ostk glance image-dea', 'ostk glance image-deactivate'],
  ['ostk --as virsh dom-nothing; ostk virsh nodem', 'ostk virsh nodememstats'],
  ['ostk help availability z', 'ostk help availability zone'],
  ['ostk server list --lon', 'ostk server list --long'],
  ['ostk server list --os-region-n', 'ostk server list --os-region-name'],
  ['ostk server list -f js', 'ostk server list -f json'],
  ['ostk server list --format=js', 'ostk server list --format=json'],
  ['ostk completion fi', 'ostk completion fish'],
  ['ostk server create --nic net-', 'ostk server create --nic net-id='],
  ['ostk server create --nic net-id=x,v4-', 'ostk server create --nic net-id=x,v4-fixed-ip='],
  ['openstack flavor cre', 'openstack flavor create'],
  ['glance image-rea', 'glance image-reactivate'],
  ['virsh nodem', 'virsh nodememstats'],
  ['gs instance reb', 'gs instance rebuild'],
] as const;

const NAMES = [
  ['ostk server create --flavor m1.ti', 'm1.tiny'],
  ['ostk server create --flavor m1.tiny --image cir', 'cirros'],
  ['ostk network show publ', 'network show public'],
  ['ostk server create --nic net-id=publ', '--nic net-id=public'],
  ['ostk --as openstack flavor show m1.ti', 'flavor show m1.tiny'],
  ['openstack flavor show m1.ti', 'openstack flavor show m1.tiny'],
  ['gs host show compute', 'gs host show compute[12]?'],
  ['ostk --os-cloud sandbox-d', '--os-cloud sandbox-demo'],
] as const;

const literal = (text: string): string => text.replaceAll(/[.=-]/g, '\\$&');

describe.each(['bash', 'zsh', 'fish'] as const)('%s', name => {
  const shell = new Shell(name);
  beforeAll(() => shell.open(), 60_000);
  afterAll(() => shell.close());

  test.each(STATIC)('%s: the script alone', async (typed, line) => {
    await shell.tab(typed, new RegExp(`\\$ (.*; )?${literal(line)}( |$)`, 'm'));
    expect(shell.started).toBe('');
  });

  test('several are listed', async () => {
    await shell.tab('ostk server image', /server image create/);
    const screen = await shell.tab('ostk glance image-d', /image-download/);
    expect(screen).toContain('image-deactivate');
    expect(shell.started).toBe('');
  });

  test('files where a file is awaited', async () => {
    await shell.tab('ostk server create --user-data /etc/host', /--user-data \/etc\/host/);
    await shell.tab('ostk server create --user-data /etc/hostna', /--user-data \/etc\/hostname/);
    expect(shell.started).toBe('');
  });

  test.each(NAMES)('%s: a name', async (typed, line) => {
    await shell.tab(typed, new RegExp(line.includes('[') ? line : `${literal(line)}( |$)`, 'm'));
    // What was typed already may look like what is awaited.
    await expect.poll(() => shell.started, { timeout: 10_000 }).toContain('__complete');
  });

  test('where nothing can be told nothing is said', async () => {
    const line = 'ostk --os-cloud no-such-cloud server show a';
    await shell.tab(line, /server show a/);
    await shell.tab(`${line}b`, /server show ab/);
    const screen = await shell.tab(line, /server show a/);
    expect(screen).toBe(`$ ${line}`);
  });
});
