/** Chooses a cloud and its region from the files and the environment (OpenStackConfig in openstack/config/loader.py). */
import { ConfigError } from './errors.ts';
import { cloudsOf, type Files, type Loaded } from './files.ts';
import { withoutUser } from './mask.ts';
import type { GetPage } from './profiles.ts';
import { authUpdate, isTree, merge, normalize, type Tree, text, treeAt } from './tree.ts';
import { defaults, environmentCloud } from './typed.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A region's name and the settings that hold in it alone. */
export interface Region {
  readonly name: string;
  readonly values: Tree;
}

/** What a cloud takes from the profile that it names. */
export interface Profile {
  readonly values: Tree;
  /** Where it is. */
  readonly label: string;
}

/** All that is known before one cloud is chosen. */
export class Clouds {
  /** Which cloud it is when nobody says. */
  readonly chosen: string | undefined;
  /** What the environment's cloud is called. */
  readonly envName: string;
  readonly all: Tree;
  /** A run has one cloud, and that at most one profile. */
  private vendor: Promise<Tree | undefined> | undefined;

  private constructor(
    private readonly files: Files,
    env: Env,
    readonly file: Loaded | undefined,
    readonly secureFile: Loaded | undefined,
    readonly warnings: string[],
    private readonly builtin: Readonly<Record<string, Tree>>,
    private readonly getPage: GetPage,
  ) {
    const merged = isTree(secureFile?.data) ? merge(dataOf(file), secureFile.data) : dataOf(file);
    this.all = { ...cloudsOf(merged) };
    this.envName = env.OS_CLOUD_NAME ?? 'envvars';
    if (this.envName in this.all) {
      const quoted = file === undefined ? 'None' : `'${file.path}'`;
      throw new ConfigError(
        `${quoted} defines a cloud named '${this.envName}', but OS_CLOUD_NAME is also set to '${this.envName}'. ` +
          'Please rename either your environment-based cloud, or one of your file-based clouds.',
        { file: file?.path },
      );
    }
    const fromEnv = environmentCloud(env);
    if (fromEnv) this.all[this.envName] = fromEnv;
    const names = Object.keys(this.all);
    const only = names.length === 1 ? names[0] : undefined;
    this.chosen = env.OS_CLOUD || (fromEnv ? this.envName : only);
    if (names.length === 0) {
      this.all.defaults = defaults();
      this.chosen = 'defaults';
    }
  }

  /**
   * Reads the files.
   * @param builtin clouds that are there without a file, by name
   * @param getPage how a profile is had that a vendor keeps at a URL
   * @throws ConfigError for a file that holds something else than a mapping, or a cloud by the environment's name
   */
  static async read(
    files: Files,
    env: Env,
    builtin: Readonly<Record<string, Tree>> = {},
    getPage: GetPage = undefined,
  ): Promise<Clouds> {
    const [file, secure] = await Promise.all([files.clouds(), files.secure()]);
    const warnings: string[] = [];
    for (const loaded of [file, secure]) {
      if (!loaded?.data) continue;
      const { path, data } = loaded;
      if (!isTree(data))
        throw new ConfigError(`Configuration file ${path} is empty or not a valid mapping`, { file: path });
      if (!('clouds' in data)) warnings.push(`Configuration file ${path} does not contain a 'clouds' key`);
    }
    return new Clouds(files, env, file, secure, warnings, builtin, getPage);
  }

  /** A cloud's own settings; a file's cloud goes before a built-in one of its name. */
  own(name: string): Tree {
    return treeAt(this.isBuiltin(name) ? this.builtin : this.all, name);
  }

  /** Whether a cloud is there without a file. */
  isBuiltin(name: string | undefined): boolean {
    return name !== undefined && !Object.hasOwn(this.all, name) && Object.hasOwn(this.builtin, name);
  }

  /** The clouds that the user can name. */
  get names(): string[] {
    return Object.keys(this.all).filter(name => name !== this.envName && name !== 'defaults');
  }

  /**
   * A cloud's settings over its profile's over the defaults; `auth` is always there.
   * @param name undefined or '': the defaults alone
   * @param over what the command line makes of the defaults
   * @throws ConfigError `Cloud x was not found.`, with the known names
   */
  async base(name: string | undefined, over: Tree): Promise<Tree> {
    if (name && !Object.hasOwn(this.all, name) && !this.isBuiltin(name)) {
      const known = [...new Set([...this.names, ...Object.keys(this.builtin)])];
      throw new ConfigError(`Cloud ${name} was not found.`, { file: this.file?.path, known });
    }
    const own = name === 'defaults' && this.names.length === 0 ? {} : this.own(name ?? '');
    const cloud = { ...defaults(), ...over };
    authUpdate(cloud, (await this.profile(own)).values);
    if (!('auth' in cloud)) cloud.auth = {};
    authUpdate(cloud, own);
    if (!isTree(cloud.auth)) cloud.auth = {};
    delete cloud.cloud;
    return cloud;
  }

  /**
   * The profile that a cloud names with `profile` (once: `cloud`): that of clouds-public.yaml, else a vendor's. An unknown
   * one is empty, as it is to the SDK.
   * @throws ConfigError for a cloud that is no more, or a vendor's page that is no profile
   */
  async profile(own: Tree): Promise<Profile> {
    const named = own.profile ?? own.cloud;
    if (!named || named === this.envName) return { values: {}, label: '' };
    const name = text(named);
    const file = await this.files.profiles();
    const listed = treeAt(dataOf(file), 'public-clouds');
    if (file && Object.hasOwn(listed, name)) return { values: treeAt(listed, name), label: file.path };
    this.vendor ??= import('./profiles.ts').then(({ vendorProfile }) => vendorProfile(name, this.getPage));
    return { values: (await this.vendor) ?? {}, label: `profile ${withoutUser(name)}` };
  }

  /**
   * The region to use.
   * @param asked by option or variable; '' for the cloud's first one
   * @throws ConfigError when the cloud has regions and this is none of them
   */
  async region(cloud: string | undefined, asked: string): Promise<Region> {
    const regions = cloud ? await this.regionsOf(cloud) : [];
    const [first] = regions;
    if (first === undefined) return { name: asked, values: {} };
    if (asked === '') return first;
    const found = regions.find(region => region.name === asked);
    if (found) return found;
    const known = regions.map(region => region.name);
    throw new ConfigError(
      `Region ${asked} is not a valid region name for cloud ${cloud}. ` +
        `Valid choices are ${known.join(',')}. Please note that region names are case sensitive.`,
      { file: this.file?.path },
    );
  }

  private async regionsOf(cloud: string): Promise<Region[]> {
    const own = normalize(this.own(cloud));
    if ('regions' in own) return listed(own.regions);
    if ('region_name' in own) return listed(own.region_name);
    const { values: profile } = await this.profile(this.own(cloud));
    if (profile.regions) return listed(profile.regions);
    return profile.region_name ? [{ name: text(profile.region_name), values: {} }] : [];
  }
}

function dataOf(file: Loaded | undefined): Tree {
  return isTree(file?.data) ? file.data : {};
}

/** A list of names or of mappings with `name` and `values`; or names with commas between them. */
function listed(regions: unknown): Region[] {
  if (!Array.isArray(regions)) {
    return regions === null
      ? []
      : text(regions)
          .split(',')
          .map(name => ({ name, values: {} }));
  }
  return regions.map((region: unknown): Region => {
    if (!isTree(region)) return { name: text(region), values: {} };
    const strange = Object.keys(region).some(key => key !== 'name' && key !== 'values');
    if (!('name' in region) || strange) {
      const entries = Object.entries(region).map(([key, value]) => `'${key}': '${text(value)}'`);
      throw new ConfigError(`Invalid region entry at: {${entries.join(', ')}}`);
    }
    return { name: text(region.name), values: treeAt(region, 'values') };
  });
}
