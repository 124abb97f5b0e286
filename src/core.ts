/**
 * What nearly every run needs, so that the build can put it into one script: a file costs about a millisecond to load, and
 * V8 keeps compiled functions of a script only (src/core-script.ts). A module of it runs when it is first asked for. What
 * few runs need (help, yaml, other formats) is imported where it is used, and stays in files of its own.
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
// The command that is run most; its file in dist/commands stays its route.
import './commands/openstack/server-list.ts';
import './kernel/bulk.ts';
import './kernel/command.ts';
import './kernel/keyed.ts';
import './kernel/microversion.ts';
import './kernel/output/cells.ts';
import './kernel/paging.ts';
import './kernel/rows.ts';
import './kernel/together.ts';
import './node.ts';
import './run.ts';
import './settings.ts';
