/** Descriptions as they are, or the parts of them that an expression finds (virshDumpXML). */
import type { Context } from '../../../kernel/context.ts';
import type { TextResult } from '../../../kernel/output/result.ts';
import { Failure } from '../../../kernel/vsh/failure.ts';
import { flag, named } from '../../../kernel/vsh/params.ts';
import { plain } from '../../../kernel/vsh/text.ts';

/** The parameters of commands that print a description. */
export const dumpParams = {
  xpath: named('--xpath', 'Print only what this expression finds', { empty: true }),
  wrap: flag('--wrap', 'Put what is found inside an element <nodes>'),
};

/** Whether a description has its secrets in it. */
export const securityInfo = flag('--security-info', 'Include passwords and the like');

/** virDomainXMLFlags for that. */
export const SECURE = 1;

/**
 * Prints a description, or parts of it.
 * @throws Failure for an expression that finds something else than nodes
 */
export async function dumped(
  context: Context,
  xml: string,
  { xpath, wrap }: { readonly xpath: string | undefined; readonly wrap: boolean },
): Promise<TextResult> {
  if (xpath === undefined) return plain('xml', xml);
  const { NoNodes, nodesText, wrappedText, Xml } = await import('./xml.ts');
  const document = new Xml(xml);
  try {
    const nodes = document.nodes(xpath);
    const texts = wrap ? [wrappedText(nodes)] : nodesText(nodes);
    return plain('xml', texts.map(text => `${text}\n`).join(''));
  } catch (error) {
    if (error instanceof NoNodes || context.manners === 'ostk')
      throw new Failure(`internal error: Incorrect xpath '${xpath}'`);
    // The peer finds nothing then, and libxml2 tells why.
    await context.stderr.write('XPath error : Invalid expression\n');
    return plain('xml', wrap ? '<nodes/>\n' : '');
  }
}
