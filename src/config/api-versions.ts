/** API versions that users ask for, and whether there are commands for them (_load_plugins in openstackclient/shell.py). */
import { type Tree, text } from './tree.ts';

interface Api {
  /** What the peer calls it. */
  readonly name: string;
  readonly setting: string;
  /** Major versions that have commands. */
  readonly majors: readonly string[];
  /** What the peer lets pass without a warning; left out where it checks nothing. */
  readonly versions?: readonly string[];
  /** The first words of its commands. */
  readonly words: readonly string[];
}

const APIS: readonly Api[] = [
  {
    name: 'compute',
    setting: 'compute_api_version',
    majors: ['2'],
    words: [
      ...['aggregate', 'compute', 'console', 'flavor', 'host', 'hypervisor', 'keypair', 'server'],
      'usage',
    ],
  },
  {
    name: 'identity',
    setting: 'identity_api_version',
    majors: ['2', '3'],
    versions: ['2', '2.0', '3'],
    words: ['catalog', 'token'],
  },
  { name: 'image', setting: 'image_api_version', majors: ['1', '2'], words: ['image', 'cached'] },
  {
    name: 'network',
    setting: 'network_api_version',
    majors: ['2'],
    versions: ['2', '2.0'],
    words: ['address', 'floating', 'network', 'port', 'router', 'security', 'subnet'],
  },
  {
    name: 'object_store',
    setting: 'object_api_version',
    majors: ['1'],
    versions: ['1'],
    words: ['container', 'object'],
  },
  {
    name: 'volume',
    setting: 'volume_api_version',
    majors: ['2', '3'],
    words: ['block', 'consistency', 'volume'],
  },
];

/** The version that is asked for; '' for none. */
function asked(config: Readonly<Tree>, { setting }: Api): string {
  const value = config[setting];
  return value === undefined ? '' : text(value);
}

/** Whether the peer has a set of commands for a version: only its major number counts. */
function hasCommands({ majors }: Api, version: string): boolean {
  return version === '' || majors.includes(version.split('.')[0] ?? '');
}

/**
 * The peer's warnings about versions.
 * @param config the whole configuration
 */
export function versionWarnings(config: Readonly<Tree>): string[] {
  return APIS.flatMap(api => {
    const version = asked(config, api);
    if (version === '' || !api.versions || api.versions.includes(version)) return [];
    return `${api.name} API version ${version} is not in supported versions: ${api.versions.join(', ')}`;
  });
}

/**
 * Whether a command is none because its API's version has no commands, as the peer sees it.
 * @param config the whole configuration
 * @param name the command's words
 */
export function isAbsent(config: Readonly<Tree>, name: string): boolean {
  const [word = ''] = name.split(' ');
  const api = APIS.find(({ words }) => words.includes(word));
  return api !== undefined && !hasCommands(api, asked(config, api));
}

/**
 * The first version that ostk can do nothing with, in its own words.
 * @param settings the whole configuration, and where each setting came from
 * @returns undefined when all are fine
 */
export function unknownVersion(settings: {
  readonly config: Readonly<Tree>;
  sources(): Readonly<Record<string, string>>;
}): string | undefined {
  for (const api of APIS) {
    const version = asked(settings.config, api);
    const formed = version === '' || /^\d+(\.(\d+|latest))?$/.test(version);
    if (formed && hasCommands(api, version)) continue;
    const source = settings.sources()[api.setting];
    const from = source === undefined ? '' : ` (${source})`;
    return `'${version}' is no version of the ${api.name} API${from}; the major version is ${api.majors.join(' or ')}`;
  }
  return undefined;
}
