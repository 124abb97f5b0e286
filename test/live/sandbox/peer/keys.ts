/** Key pairs. */
import { both, type Family, fails, once } from './step.ts';

export const keys: Family = {
  name: 'keys',
  steps: [
    both('keypair list'),
    both('keypair create --public-key [dir]/key.pub --type ssh {}-[format]'),
    fails('keypair create --public-key [dir]/key.pub {}-table'),
    once('keypair create {}-new -f json'),
    once('keypair create --private-key [dir]/{} {}-saved'),
    once('keypair create --user demo --user-domain default --public-key [dir]/key.pub {}-theirs'),
    both('keypair show {}-table'),
    once('keypair show --public-key {}-table'),
    both('keypair show --user demo {}-theirs'),
    once('keypair show {}-theirs', { as: 'demo' }),
    fails('keypair show nosuch'),
    both('keypair list --sort-column Name'),
    once('keypair list --user demo --user-domain default'),
    once('keypair list --project demo --os-compute-api-version 2.10'),
    once('keypair list --limit 2 --os-compute-api-version 2.35 -f json'),
    fails('keypair list --limit 2 --os-compute-api-version 2.10'),
    fails('keypair list --user admin', { as: 'demo' }),
    fails('keypair delete {}-table nosuch {}-new'),
    once('keypair delete --user demo {}-theirs'),
    once('keypair delete {}-json {}-saved'),
    once('keypair list -f value'),
  ],
};
