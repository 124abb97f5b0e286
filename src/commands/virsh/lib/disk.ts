/** A disk in a domain's description (tools/virsh-domain.c, virshFindDisk). */
import { Failure } from '../../../kernel/vsh/failure.ts';
import { isElement, type Xml, type XmlNode } from './xml.ts';

const PATHS = ['target/@dev', 'source/@file', 'source/@dev', 'source/@dir', 'source/@name'];

/**
 * Finds a disk, and takes what its image is built on out of the description, which no call needs.
 * @param path what it is called, or where its contents are
 * @param changeable whether only those count that media go in and out of
 * @throws Failure where there is none
 */
export function findDisk(xml: Xml, path: string, changeable = false): XmlNode {
  const disks = xml.nodes('/domain/devices/disk');
  if (disks.length === 0) throw new Failure('Failed to get disk information');
  const found = disks
    .filter(disk => !changeable || ['cdrom', 'floppy', undefined].includes(xml.text('@device', disk)))
    .find(disk => PATHS.some(expression => xml.text(expression, disk) === path));
  if (!found) throw new Failure(`No disk found whose source path or target is ${path}`);
  const store = [...found.childNodes].find(child => isElement(child) && child.tagName === 'backingStore');
  if (store) found.removeChild(store);
  return found;
}
