/** Words with commas between them. */

/** Takes a list apart; two commas in a row are one that belongs to a word (vshStringToArray). */
export function splitCommas(list: string): string[] {
  const [first = '', ...rest] = list.split(',');
  const words = [first];
  let isJoined = false;
  for (const part of rest) {
    if (isJoined) words.push(`${words.pop() ?? ''},${part}`);
    else if (part !== '') words.push(part);
    isJoined = !isJoined && part === '';
  }
  return isJoined ? [...words, ''] : words;
}
