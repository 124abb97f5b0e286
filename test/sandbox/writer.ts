/** A process of its own that says that it begins and adds items to a state until it is done or killed: DIR NAME COUNT. */
import { Transaction } from '../../src/sandbox/state.ts';
import { Store } from '../../src/sandbox/store.ts';

const [, , dir = '', name = '', count = '1'] = process.argv;
const store = new Store(dir, undefined);
const collections = { things: { shards: 4, by: ['owner'] } };

process.stdout.write('.');
for (let at = 0; at < Number(count); at++) {
  await store.write(root => {
    const state = new Transaction(store, root, collections, true);
    const total = state.get('totals', 'things')?.count;
    state.put('totals', { id: 'things', count: (typeof total === 'number' ? total : 0) + 1 });
    state.put('things', { id: `${name}-${at}`, owner: name });
    return { result: undefined, change: state.change() };
  });
}
