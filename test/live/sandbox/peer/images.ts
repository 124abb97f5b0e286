/** Images, which other parts of the tree make. */
import { both, type Family, fails, once, prepare } from './step.ts';

export const images: Family = {
  name: 'images',
  steps: [
    prepare('image create --property hw_cpu_cores=2 --property colour=blue --tag a --tag b {}-1'),
    prepare('image create --private --disk-format raw --min-disk 3 --tag b {}-2'),
    prepare('image create --shared --file [dir]/key.pub --disk-format raw {}-3'),
    both('image list'),
    both('image list --long'),
    once('image list --public', { as: 'demo' }),
    once('image list --private --name {}-2 -f json'),
    once('image list --tag a --name {}-1 -f json'),
    once('image list --name {}-1 --status queued --property colour=blue -f csv'),
    once('image list --tag b --sort min_disk:desc,name --long --limit 3 --project admin', {
      mask: ['ids', 'times'],
    }),
    once('image list --marker cirros --sort name --max-items 1'),
    both('image show cirros'),
    once('image show --human-readable cirros'),
    both('image show {}-1'),
    once('image show {}-3'),
    fails('image show nosuch'),
    fails('image list --marker nosuch'),
    fails('image show {}-2', { as: 'demo' }),
  ],
};
