/** Media that go in and out of a drive (tools/virsh-domain.c, virshUpdateDiskXML). */
import { Failure } from '../../../kernel/vsh/failure.ts';
import { isElement, type XmlNode } from './xml.ts';

/** What is done, as its failure names it. */
export type Action = 'eject' | 'insert' | 'update';

interface Change {
  readonly action: Action;
  /** What goes in; undefined: nothing. */
  readonly source: string | undefined;
  /** Whether that is a block device. */
  readonly block: boolean;
  /** How the line names the drive. */
  readonly path: string;
}

const SOURCES = ['file', 'dev', 'dir', 'pool', 'name'];

/**
 * Changes the description of a drive.
 * @throws Failure for what has no media to go in or out
 */
export function changeMedia(disk: XmlNode, { action, source, block, path }: Change): void {
  const device = isElement(disk) ? disk.getAttribute('device') : null;
  if (!isElement(disk) || (device !== 'cdrom' && device !== 'floppy'))
    throw new Failure(`The disk device '${path}' is not removable`);
  const children = [...disk.childNodes];
  const child = (name: string) => children.filter(isElement).find(({ tagName }) => tagName === name);
  const [old, target] = [child('source'), child('target')];
  if (action === 'eject' && !old) throw new Failure(`The disk device '${path}' doesn't have media`);
  if (action !== 'eject' && source === undefined)
    throw new Failure('New disk media source was not specified');
  if (action === 'insert' && SOURCES.some(name => old?.hasAttribute(name)))
    throw new Failure(`The disk device '${path}' already has media`);
  if (old) disk.removeChild(old);
  const isBlock = block && action !== 'eject';
  disk.setAttribute('type', isBlock ? 'block' : 'file');
  if (action === 'eject' || source === undefined || !target || !disk.ownerDocument) return;
  const made = disk.ownerDocument.createElement('source');
  made.setAttribute(isBlock ? 'dev' : 'file', source);
  const policy = old?.getAttribute('startupPolicy');
  if (policy) made.setAttribute('startupPolicy', policy);
  disk.insertBefore(made, target);
  // A line of its own, indented as the target's.
  const indent = children.slice(0, children.indexOf(target)).findLast(node => !isElement(node));
  if (indent) disk.insertBefore(indent.cloneNode(false), target);
}
