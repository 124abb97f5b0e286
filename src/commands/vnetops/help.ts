/** `help`: as in the openstack tree. */
export { default } from '../openstack/help.ts';
