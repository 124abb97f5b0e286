/** What servers of a story need: an image, flavors, a network. */
import type { Side } from './side.ts';

export async function setting(side: Side): Promise<void> {
  const image = { name: '{run}-image', disk_format: 'raw', container_format: 'bare' };
  await side.ask('POST image /images', image, { name: 'image' });
  await side.send('PUT image /images/{image}/file', 'x'.repeat(1024), {
    headers: { 'content-type': 'application/octet-stream' },
  });
  for (const [at, name] of ['small', 'large'].entries()) {
    const flavor = {
      id: `{run}-${name}`,
      name: `{run}-${name}`,
      ram: 64 * (at + 1),
      vcpus: at + 1,
      disk: 1,
    };
    await side.ask('POST compute /flavors', { flavor }, { as: 'admin' });
  }
  await side.ask('POST network /networks', { network: { name: '{run}-net' } }, { name: 'net' });
  const subnet = { network_id: '{net}', ip_version: 4, cidr: '10.77.0.0/24', name: '{run}-subnet' };
  await side.ask('POST network /subnets', { subnet }, { name: 'subnet' });
}
