import { nearest } from '../../core/nearest.ts';
import { listed, type Sentence, say, says } from '../../core/sentence.ts';
import { addressProblems } from '../address.ts';
import type { Capabilities } from '../capabilities.ts';
import { keyPlace, keyProblems } from '../key-entry.ts';
import type { ConfigEntry, EntryProblem, ReadEntry } from '../kind.ts';
import type { Dialect } from './dialect.ts';
import { dialects } from './dialects.ts';
import type { ModelEntry, ServerEntry } from './entry.ts';
import { capabilitiesLike, capabilitiesOf, isWhole } from './entry-model.ts';
import { lacksOf } from './lacks.ts';
import { openai } from './models.ts';
import { retirementOf } from './retired.ts';
import { videosApiServer } from './server.ts';

/** A server from the config file, with everything that is wrong with its entry. */
export function readEntry(configured: ConfigEntry): ReadEntry {
  const entry = configured.entry as ServerEntry;
  const { key, 'base-url': baseUrl, 'poll-every': pollEvery, 'listed-within': within } = entry;
  const { failures, 'charged-at': chargedAt } = entry;
  const dialect = dialects[entry.dialect];
  const around = { dialect, known: configured.known ?? openai.models };
  const models = Object.entries(entry.models).map(([name, model]) =>
    readModel(name, model, around, ['models', name]),
  );
  const unavailable = retirementOf(baseUrl);
  return {
    provider: videosApiServer({
      data: {
        name: configured.name,
        models: models.flatMap(({ model }) => model ?? []),
        defaultModel: entry['default-model'] ?? Object.keys(entry.models)[0] ?? '',
        ...(dialect.list && { lists: within === undefined ? {} : { within } }),
        ...(failures && { failures }),
        ...(unavailable && { unavailable }),
      },
      ...{ dialect, baseUrl },
      key: key && keyPlace(key, configured),
      pollEvery: pollEvery === undefined ? undefined : pollEvery * 1000,
      charge: chargedAt === undefined ? undefined : { at: chargedAt, perDollar: 1 },
    }),
    problems: [
      ...addressProblems(['base-url'], baseUrl, key !== undefined),
      ...(key ? keyProblems(['key'], key) : []),
      ...models.flatMap(({ problems }) => problems),
      ...defaultProblems(entry),
    ],
  };
}

interface ReadModel {
  readonly model?: Capabilities;
  readonly problems: readonly EntryProblem[];
}

interface Around {
  readonly dialect: Dialect;
  /** What a model may be like. */
  readonly known: readonly Capabilities[];
}

function readModel(name: string, entry: ModelEntry, around: Around, path: EntryProblem['path']): ReadModel {
  const claimed = claimedBy(name, entry, around, path);
  return claimed.model
    ? { ...claimed, problems: [...claimed.problems, ...lacksOf(path, entry, claimed.model, around.dialect)] }
    : claimed;
}

/** The capabilities that an entry claims for its model. */
function claimedBy(
  name: string,
  entry: ModelEntry,
  { dialect, known: models }: Around,
  path: EntryProblem['path'],
): ReadModel {
  if (entry.like !== undefined) {
    const like = models.find(({ model }) => model === entry.like);
    if (like) return { model: capabilitiesLike(name, like, entry, dialect), problems: [] };
    const known = models.map(({ model }) => model);
    return {
      problems: [
        {
          ...unknownModel(
            say`There is no known model "${{ model: entry.like }}".`,
            entry.like,
            say`Known models: ${listed({ known }, 12)}.`,
            known,
          ),
          path: [...path, 'like'],
        },
      ],
    };
  }
  if (isWhole(entry)) return { model: capabilitiesOf(name, entry, dialect), problems: [] };
  const missing = (['lengths', 'sizes', 'price'] as const).filter((key) => entry[key] === undefined);
  return {
    problems: [
      {
        code: 'missing-key',
        path,
        part: 'key',
        ...says(
          say`The model ${{ model: name }} has no ${{ text: missing.map((key) => `\`${key}\``).join(', '), params: { key: missing } }}.`,
          say`Add it, or inherit it from a known model, as in \`like: sora-2\`.`,
        ),
      },
    ],
  };
}

function defaultProblems(entry: ServerEntry): readonly EntryProblem[] {
  const models = Object.keys(entry.models);
  const named = entry['default-model'];
  if (named === undefined || models.includes(named)) return [];
  return [
    {
      ...unknownModel(
        say`There is no model "${{ model: named }}" under \`models\`.`,
        named,
        say`It lists ${{ known: models }}.`,
        models,
      ),
      path: ['default-model'],
    },
  ];
}

function unknownModel(message: Sentence, named: string, otherwise: Sentence, models: readonly string[]) {
  const guess = nearest(named, models);
  const help = guess === undefined ? otherwise : say`Did you mean "${{ nearest: guess }}"?`;
  return { code: 'unknown-model', ...says(message, help) } as const;
}
