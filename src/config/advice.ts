/** What a careful person would point out about settings that fit together badly; the peer says none of it. */
import { dirname, isAbsolute, join } from 'node:path';
import type { Loaded } from './files.ts';
import { cloudsOf, ownerOf } from './files.ts';
import { isSecret } from './mask.ts';
import { isTree, type Tree, text, treeAt } from './tree.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What advice is made from. */
export interface Findings {
  readonly env: Env;
  readonly cwd: string;
  readonly uid: number;
  readonly cloud: string | undefined;
  readonly typed: ReadonlySet<string>;
  readonly file: Loaded | undefined;
  readonly secureFile: Loaded | undefined;
  readonly auth: Readonly<Record<string, string>>;
  /** By `auth.KEY`. */
  sources(): Readonly<Record<string, string>>;
}

/** Settings that say who somebody is, where, and in which project. */
const WHO: readonly (readonly string[])[] = [
  ['username', 'user_id'],
  ['project_name', 'project_id', 'tenant_name', 'tenant_id'],
  ['auth_url'],
];

/** The cloud's own `auth`, files merged. */
function authIn(file: Loaded | undefined, cloud: string): Tree {
  return treeAt(treeAt(cloudsOf(file?.data), cloud), 'auth');
}

const same = (one: string, other: string): boolean => one.replace(/\/+$/, '') === other.replace(/\/+$/, '');

/** One sentence when variables name another user, project or place than the cloud that was chosen. */
function disagreement({ env, cloud, file, secureFile, typed }: Findings): string[] {
  if (cloud === undefined || !(cloud in { ...cloudsOf(file?.data), ...cloudsOf(secureFile?.data) }))
    return [];
  const held = { ...authIn(file, cloud), ...authIn(secureFile, cloud) };
  const said: string[] = [];
  const kept: string[] = [];
  for (const group of WHO) {
    if (group.some(key => typed.has(key))) continue;
    for (const key of group) {
      const value = env[`OS_${key.toUpperCase()}`];
      if (!value) continue;
      const rivals = key in held ? [key] : group.filter(each => each in held);
      const other = rivals.find(each => each !== key || !same(text(held[each]), value));
      if (other === undefined) continue;
      said.push(`OS_${key.toUpperCase()}=${value}`);
      kept.push(`${other} ${text(held[other])}`);
    }
  }
  if (said.length === 0) return [];
  const where = `cloud ${cloud} in ${(file ?? secureFile)?.path}`;
  return [
    `The environment (${said.join(', ')}) and ${where} (${[...new Set(kept)].join(', ')}) disagree about who ` +
      'you are: the environment wins. Unset the variables to use the cloud as it is written.',
  ];
}

/** A clouds.yaml of the working directory may have come with somebody else's files. */
function strangers(findings: Findings): string[] {
  const { file, cwd, uid, env, auth } = findings;
  if (!file || dirname(file.path) !== cwd || env.OS_CLIENT_CONFIG_FILE) return [];
  const said: string[] = [];
  const owner = ownerOf(file.path);
  if (uid >= 0 && owner !== undefined && owner !== uid && owner !== 0)
    said.push(`${file.path} belongs to another user (UID ${owner}), who decides where your password goes.`);
  const sources = findings.sources();
  if (sources['auth.auth_url'] !== file.path) return said;
  const secret = Object.keys(auth).find(key => {
    const source = sources[`auth.${key}`] ?? '';
    const elsewhere = /^OS_/.test(source) || (isAbsolute(source) && dirname(source) !== cwd);
    return isSecret(key) && elsewhere;
  });
  if (secret !== undefined) {
    said.push(
      `The ${secret.replaceAll('_', ' ')} from ${sources[`auth.${secret}`]} will be sent to ${auth.auth_url}, ` +
        `which ${file.path} says: make sure that you trust that file.`,
    );
  }
  return said;
}

/** A file that is asked for and not there is passed over in silence by the SDK. */
function missing({ env, cwd }: Findings): string[] {
  const said: string[] = [];
  for (const name of ['OS_CLIENT_CONFIG_FILE', 'OS_CLIENT_SECURE_FILE']) {
    const path = env[name];
    if (!path) continue;
    const owner = ownerOf(isAbsolute(path) ? path : join(cwd, path));
    if (owner === undefined) said.push(`There is no file ${path}, which ${name} says; others are used.`);
  }
  return said;
}

/** The profile that a cloud names, when it is nowhere. */
function profileless(cloud: Tree, profile: Tree, env: string): string[] {
  const name = cloud.profile ?? cloud.cloud;
  if (!name || name === env || Object.keys(profile).length > 0) return [];
  return [`The profile ${text(name)} is in no clouds-public.yaml, and no vendor's.`];
}

/**
 * Looks at settings that came from several places.
 * @param own the chosen cloud as the files have it, its profile, and the name of the environment's cloud
 * @returns sentences for ostk's own name
 */
export async function advise(
  findings: Findings,
  own: { readonly cloud: unknown; readonly profile: Tree; readonly envName: string },
): Promise<string[]> {
  const cloud = isTree(own.cloud) ? own.cloud : {};
  return [
    ...missing(findings),
    ...disagreement(findings),
    ...strangers(findings),
    ...profileless(cloud, own.profile, own.envName),
  ];
}
