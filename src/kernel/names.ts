/** What a parameter's word can name, for completion; a parameter says which it is (`names` in params.ts). */

/**
 * The kinds, and for each the line of ostk's own that prints their names, one a line; `{--pool}` is what the line that
 * is completed says there, and names of which it does not say it cannot be told.
 * Those that no service knows have none: `cloud` is looked up in the configuration, `tree` is fixed.
 */
export const LISTS = {
  cloud: undefined,
  tree: undefined,
  'access-rule': 'access rule list -f value -c ID',
  'application-credential': 'application credential list -f value -c Name',
  consumer: 'consumer list -f value -c ID',
  credential: 'credential list -f value -c ID',
  domain: 'domain list -f value -c Name',
  endpoint: 'endpoint list -f value -c ID',
  'endpoint-group': 'endpoint group list -f value -c Name',
  flavor: 'flavor list --all -f value -c Name',
  group: 'group list -f value -c Name',
  'gs-host': 'gs host list -f value -c Name',
  'gs-instance': 'gs instance list -f value -c ID',
  'gs-volume': 'gs cinder list -f value -c ID',
  hypervisor: 'hypervisor list -f value -c Hypervisor_Hostname',
  'identity-provider': 'identity provider list -f value -c ID',
  image: 'image list -f value -c Name',
  'image-id': 'image list -f value -c ID',
  'libvirt-disk': 'virsh domblklist {--domain} -f value -c Target',
  'libvirt-domain': 'virsh list --all --name',
  'libvirt-link': 'virsh domiflist {--domain} -f value -c MAC',
  'libvirt-network': 'virsh net-list --all --name',
  'libvirt-pool': 'virsh pool-list --all --name',
  'libvirt-snapshot': 'virsh snapshot-list {--domain} --name',
  'libvirt-volume': 'virsh vol-list {--pool} -f value -c Name',
  keypair: 'keypair list -f value -c Name',
  mapping: 'mapping list -f value -c ID',
  namespace: 'image metadef namespace list -f value -c namespace',
  network: 'network list -f value -c Name',
  policy: 'policy list -f value -c ID',
  port: 'port list -f value -c ID',
  project: 'project list -f value -c Name',
  region: 'region list -f value -c Region',
  role: 'role list -f value -c Name',
  'security-group': 'security group list -f value -c Name',
  'security-group-rule': 'security group rule list -f value -c ID',
  server: 'server list --no-name-lookup -f value -c Name',
  service: 'service list -f value -c Name',
  'service-provider': 'service provider list -f value -c ID',
  subnet: 'subnet list -f value -c Name',
  trust: 'trust list -f value -c ID',
  user: 'user list -f value -c Name',
  volume: 'volume list -f value -c Name',
  zone: 'availability zone list -f value -c Zone_Name',
} as const satisfies Readonly<Record<string, string | undefined>>;

/** A kind of thing that has names. */
export type Names = keyof typeof LISTS;

/** Whether a word is a kind. */
export function isNames(word: string): word is Names {
  return Object.hasOwn(LISTS, word);
}
