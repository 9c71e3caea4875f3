import type { JournalRecord } from './record.ts';

/**
 * Whether a record's members are what they must be. A correct checksum says that nothing was damaged, and not that we wrote it: in a
 * project from somebody else, the journal is somebody else's, too. The name of a clip becomes a path, and a job's id a part of an
 * address; neither may lead anywhere else. What is no sum of money, such as `null`, would count as nothing.
 */
export const isSound = (record: JournalRecord): boolean =>
  required[record.type].every((name) => name in record) &&
  Object.entries(record).every(([name, value]) => rules[name]?.(value) ?? true) &&
  (record.type !== 'resolved' || record.answer !== 'adopted' || 'remote' in record);

/** Whether this can be the id of a job: no step of it leads away from where jobs are. A provider of one's own may use an address. */
export const canBeRemote = (value: unknown): boolean =>
  isText(value) &&
  value !== '' &&
  value.length <= longestId &&
  ![...value].some((letter) => letter < ' ' || letter === '\u007f') &&
  !value.split(/[/\\]/).some((step) => /^\.+$/.test(step));

const longestId = 65_536;

type Rule = (value: unknown) => boolean;

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount: Rule = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
/** Sums that are too large to be added would be no numbers any more, and say nothing. */
const mostSum = 1e9;
const isSum: Rule = (value) => Number.isFinite(value) && Number(value) >= 0 && Number(value) <= mostSum;
const isHash: Rule = (value) => isText(value) && /^[0-9a-f]{64}$/.test(value);
const areTexts: Rule = (value) => Array.isArray(value) && value.every(isText);
const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const oneOf =
  (...values: readonly string[]): Rule =>
  (value) =>
    isText(value) && values.includes(value);

const rules: Readonly<Record<string, Rule>> = {
  ...{ price: isSum, cost: isSum, charged: isSum, estimate: isSum, seconds: isSum },
  ...{ take: isCount, link: isCount, bytes: isCount, lost: isCount },
  ...{ attempt: isText, storyboard: isText, segment: isText, fingerprint: isText, requestClass: isText },
  ...{ message: isText, reason: isText, said: isText, fallback: isText, address: isText, account: isText },
  ...{ provider: isText, model: isText, sameAs: areTexts, gone: areTexts },
  clip: isHash,
  remote: canBeRemote,
  extension: oneOf('mp4', 'png'),
  kind: oneOf('generate', 'extend', 'edit'),
  answer: oneOf('adopted', 'not-created', 'repeatable', 'abandoned'),
  by: oneOf('user', 'provider'),
  source: isObject,
  vars: (value) => isObject(value) && Object.values(value).every(isText),
  request: isRequest,
};

/** What is read of a request that was sent long ago: who made it, for whom, and how large. */
function isRequest(value: unknown): boolean {
  if (!isObject(value)) return false;
  const request = value as Record<string, unknown>;
  const isNamed = ['provider', 'model', 'prompt'].every((name) => isText(request[name]));
  return isNamed && isObject(request.size);
}

const whose = ['storyboard', 'segment', 'take', 'link', 'fingerprint'];
const file = ['clip', 'extension', 'bytes'];
const anAttempt = ['attempt'];

const required: { readonly [Type in JournalRecord['type']]: readonly string[] } = {
  intent: ['attempt', 'kind', 'request', 'price', ...whose],
  accepted: ['attempt', 'remote'],
  overdue: anAttempt,
  rejected: anAttempt,
  failed: anAttempt,
  charged: ['attempt', 'charged'],
  lost: anAttempt,
  made: ['attempt', 'cost', ...file],
  deleted: anAttempt,
  frame: ['source', ...whose, ...file],
  resolved: ['attempt', 'answer'],
  redo: ['requestClass', 'take'],
  removed: ['clip'],
  stray: ['clip'],
  film: ['storyboard', 'sameAs', 'gone'],
  recovered: ['lost'],
  choices: ['storyboard', 'vars'],
};
