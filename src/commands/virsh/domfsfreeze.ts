/** `virsh domfsfreeze`. */
import { domainFsfreeze } from '../../clients/libvirt/protocol/domain-guest.ts';
import { onFilesystems } from './lib/filesystems.ts';

export default {
  '': onFilesystems("Hold back writes to the guest's file systems", domainFsfreeze, 'freeze', 'Froze'),
};
