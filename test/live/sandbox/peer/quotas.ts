/** Quotas. */
import { both, type Family, fails, once, prepare } from './step.ts';

export const quotas: Family = {
  name: 'quotas',
  steps: [
    prepare('project create --domain default {}'),
    both('quota show'),
    both('quota show', { as: 'demo' }),
    once('quota show --usage demo'),
    once('quota show --default'),
    once('quota show --compute --usage -f json'),
    once('quota show --network'),
    once('quota show --volume demo'),
    fails('quota show nosuch'),
    once('quota set --cores 5 --ram 1024 --volumes 3 --secgroups 4 --networks 2 {}'),
    once('quota set --force --cores 6 --gigabytes 9 --volume-type lvmdriver-1 --ports 7 {}'),
    once('quota set --check-limit --subnetpools 8 --properties 12 {}'),
    once('quota show {} -f json'),
    both('quota list --compute'),
    both('quota list --network'),
    once('quota list --volume'),
    fails('quota set --cores 1 demo', { as: 'demo' }),
    once('quota delete --compute {}'),
    once('quota show --compute {} -f json'),
    once('quota delete {}'),
    once('quota show {}'),
  ],
};
