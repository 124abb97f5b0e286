/**
 * What nearly every run needs, so that the build can put it into one file: a file costs about a millisecond to load, and
 * without this the code that commands share would lie in dozens. What few runs need (HTTP, help, yaml, other formats) is
 * imported where it is used, and stays in files of its own.
 */
import './clients/resources/compute.ts';
import './clients/resources/find.ts';
import './clients/resources/identity.ts';
import './clients/resources/image.ts';
import './clients/resources/network.ts';
import './clients/resources/volume.ts';
import './commands/openstack/lib/find-image.ts';
import './commands/openstack/lib/identity.ts';
import './commands/openstack/lib/iso-date.ts';
import './commands/openstack/lib/server-cells.ts';
import './commands/openstack/lib/truth.ts';
import './kernel/bulk.ts';
import './kernel/command.ts';
import './kernel/keyed.ts';
import './kernel/microversion.ts';
import './kernel/output/cells.ts';
import './kernel/paging.ts';
import './kernel/rows.ts';
import './kernel/together.ts';
import './settings.ts';

export { endOf, nodeHost } from './node.ts';
export { run } from './run.ts';
