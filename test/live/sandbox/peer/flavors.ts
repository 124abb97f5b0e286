/** Flavors. */
import { both, type Family, fails, once } from './step.ts';

export const flavors: Family = {
  name: 'flavors',
  steps: [
    both('flavor list'),
    both('flavor list --long'),
    once('flavor list --all --min-ram 1024 --min-disk 10'),
    once('flavor list --private -f json'),
    once('flavor list --marker 2 --limit 2'),
    once('flavor list --max-items 3 -f csv'),
    once('flavor list -f json', { as: 'demo' }),
    both('flavor show m1.tiny'),
    once('flavor show 42 -f yaml', { as: 'demo' }),
    fails('flavor show nosuch'),
    both('flavor create {}-[format]'),
    fails('flavor create {}-table'),
    once(
      'flavor create --id {} --ram 128 --disk 2 --ephemeral 1 --swap 64 --vcpus 2 --rxtx-factor 2 --private ' +
        '--project demo --project-domain default --property a:b=c --description private {}-2',
    ),
    both('flavor show {}-2'),
    once('flavor show {}-2', { as: 'demo' }),
    once("flavor set --property hw:cpu_policy=shared --property x=1 --description 'new one' {}-table"),
    once('flavor show {}-table -f json'),
    once('flavor set --project admin {}-2'),
    fails('flavor set --project nosuch {}-2'),
    once('flavor set --no-property --property y=2 {}-2'),
    once('flavor unset --property y --project demo {}-2'),
    once('flavor unset --property nosuch {}-table'),
    once('flavor show {}-2'),
    fails('flavor show {}-2', { as: 'demo' }),
    fails('flavor create x', { as: 'demo' }),
    fails('flavor delete {}-2 nosuch'),
    once('flavor delete {}-table {}-json'),
  ],
};
