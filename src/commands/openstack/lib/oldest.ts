/** Requests that only the oldest microversion of compute answers. */

/** Sends 2.1 whatever `--os-compute-api-version` says: these APIs ended with later ones. */
export const OLDEST_COMPUTE = {
  headers: { 'openstack-api-version': 'compute 2.1', 'x-openstack-nova-api-version': '2.1' },
};
