/** `virsh domfsthaw`. */
import { domainFsthaw } from '../../clients/libvirt/protocol/domain-guest.ts';
import { onFilesystems } from './lib/filesystems.ts';

export default {
  '': onFilesystems("Let writes to the guest's file systems go on", domainFsthaw, 'thaw', 'Thawed'),
};
