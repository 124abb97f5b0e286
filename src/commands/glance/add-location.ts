/** `add-location`: a location for an image that has none yet, by the API that came for it. */
import { isObject } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, naming, text, textOr } from '../../kernel/params.ts';
import { quoted } from '../../kernel/parse/convert.ts';
import { imagePath, imageTable } from './lib/image.ts';
import { jsonOf } from './lib/json-option.ts';
import { since } from './lib/versions.ts';

const ACCEPTED = ['os_hash_algo', 'os_hash_value'];
const ALGORITHMS = ['sha512', 'sha256', 'sha1', 'md5'];

/** What the data must be. @throws CommandError for what the API does not take */
function validationOf(word: string) {
  const validation = jsonOf(word, 'validation-data is not a valid JSON object.');
  if (!isObject(validation)) throw new CommandError('validation-data is not a valid JSON object.');
  const [unknown] = Object.keys(validation).filter(key => !ACCEPTED.includes(key));
  if (unknown !== undefined) {
    throw new CommandError(
      `Validation Data should contain only os_hash_algo and os_hash_value. \`${unknown}\` is not allowed`,
    );
  }
  const { os_hash_algo: algorithm } = validation;
  if (Object.keys(validation).length > 0 && !ALGORITHMS.includes(String(algorithm))) {
    if (algorithm === undefined) throw new CommandError("'os_hash_algo'");
    const allowed = `[${ALGORITHMS.map(quoted).join(', ')}]`;
    throw new CommandError(
      `os_hash_algo: \`${String(algorithm)}\` is incorrect, allowed hashing algorithms: ${allowed}`,
    );
  }
  return validation;
}

const addLocation = command({
  summary: 'Add a location to an image that has no data yet',
  params: {
    url: { ...text('--url <URL>', 'URL of the location'), required: true },
    validation_data: textOr(
      '--validation-data <STRING>',
      '{}',
      'Algorithm and value of the hash of the data (os_hash_algo, os_hash_value), as JSON (default: {})',
    ),
    id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')),
  },
  output: 'table',
  async run(context, { url = '', validation_data, id }) {
    const validation = validationOf(validation_data);
    const unsupported = () => new CommandError('HTTP This operation is not supported by Glance.');
    const image = await since(
      context,
      '2.17',
      async service => {
        await service.post(`${imagePath(id)}/locations`, { url, validation_data: validation });
        return service.get(imagePath(id));
      },
      unsupported,
    );
    return imageTable(image);
  },
});

export default { '': addLocation } satisfies Verbs;
