/** The tree of python-glanceclient. */
import { CommandError } from '../kernel/errors.ts';
import { subcommands } from '../kernel/grammar/subcommands.ts';
import type { Tree } from '../kernel/tree.ts';
import { say } from './glance-errors.ts';
import { globals } from './glance-globals.ts';
import { configure, MISSING } from './glance-settings.ts';

/** Version 1 of the API is known to the peer, but no service has it any more. */
function checkVersion({ os_image_api_version: version }: Readonly<Record<string, unknown>>): void {
  if (version === undefined || version === '' || /^\s*\+?0*[12]\s*$/.test(String(version))) return;
  throw new CommandError('Invalid API version parameter. Supported values are [1, 2]');
}

export const glance: Tree = {
  name: 'glance',
  joint: '-',
  last: ['bash-completion', 'help', 'bash_completion'],
  description: 'Command-line interface to the OpenStack Images API.',
  globals,
  help: 'help',
  grammar: subcommands(checkVersion),
  configure,
  say,
  // Glance writes what went wrong as HTML for everybody who does not ask for JSON, as the peer does not.
  headers: { accept: '*/*' },
  password: { prompt: 'OS Password: ', missing: MISSING.password },
};
