/** Where image data are kept, and how they can get there (Image API v2, "Discovery"). */
import { ok } from '../http.ts';
import { type Call, Refusal, type Routes } from '../service.ts';

/** The only store of the sandbox. */
const STORE = { id: 'file', description: 'Files of the sandbox', default: 'true' };

function allow({ caller }: Call): void {
  if (!caller.isAdmin)
    throw new Refusal(403, 'You are not authorized to complete stores_info_detail action.');
}

export const storeRoutes: Routes = {
  'GET /info/stores': () => ok({ stores: [STORE] }),
  'GET /info/stores/detail': call => {
    allow(call);
    const properties = { data_dir: '/var/lib/glance/images', chunk_size: 65536, thin_provisioning: false };
    return ok({ stores: [{ ...STORE, type: 'file', properties }] });
  },
};
