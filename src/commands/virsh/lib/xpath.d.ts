/** What is used of the package xpath, on the nodes of xmldom: its own types bring those of browsers with them. */
import type { Node } from '@xmldom/xmldom';

declare const xpath: {
  /** @throws XPathException, Error for what is no expression */
  select(expression: string, node: Node): readonly Node[] | string | number | boolean | null;
};
export default xpath;
