/** As `vnetops vpc`. */
export { default } from '../vnetops/vpc.ts';
