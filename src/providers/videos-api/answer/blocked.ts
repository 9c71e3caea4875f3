import { isObject, membersNamed, plainName, repeatsRequest, textOf } from '../../http/json.ts';

/** How servers flag that moderation held a film back. */
const whenTrue =
  /^(is|was|has)?(moderated|blocked|nsfw|flagged|filtered|censored|contentfiltered|nsfwconcepts|moderationblocked)$/;
const whenCounted = /filteredcount$/;
const whenTold = /filteredreasons?$|blockreason$|blockedreason$/;
const verdicts =
  /^(moderation(status|result|state)?|safety(status|result)?|finishreason|contentfilter(result)?|reviewstatus)$/;
const refusals =
  /reject|block|fail|flag|refus|denied|unsafe|safety|content_?filter|moderat|violat|prohibited/i;
/** A verdict with one of these is in favour, whatever it names: `not_flagged`, `safety_passed`. */
const favours =
  /(^|[^a-z])(no|not|non|none|without|un(blocked|flagged|moderated))([^a-z]|$)|pass|clear|approv/i;
const noReason = /^\W*$|^(none|null|nil|no|false|ok|n\/?a)$|unspecified|not_?(blocked|filtered)/i;

/** Whether an answer flags that moderation held the film back. */
export const isFlagged = (value: unknown, depth = 0): boolean => {
  if (depth > 6) return false;
  if (Array.isArray(value)) return value.some((one) => isFlagged(one, depth + 1));
  if (!isObject(value)) return false;
  return Object.entries(value).some(
    ([name, member]) =>
      !repeatsRequest(name) && (saysBlocked(plainName(name), member) || isFlagged(member, depth + 1)),
  );
};

/** xAI says so even of a film that has a link. */
export const isDisrespectful = (value: unknown, depth = 0): boolean =>
  depth <= 6 &&
  (Array.isArray(value)
    ? value.some((one) => isDisrespectful(one, depth + 1))
    : isObject(value) &&
      Object.entries(value).some(
        ([name, member]) =>
          !repeatsRequest(name) &&
          ((plainName(name) === 'respectmoderation' && member === false) ||
            isDisrespectful(member, depth + 1)),
      ));

function saysBlocked(name: string, value: unknown): boolean {
  if (name === 'respectmoderation') return value === false;
  if (whenTrue.test(name)) return value === true || (Array.isArray(value) && value.includes(true));
  if (whenCounted.test(name)) return typeof value === 'number' && value > 0;
  if (whenTold.test(name)) return [value].flat().some(isReason);
  if (!verdicts.test(name)) return false;
  const [verdict] = isObject(value)
    ? membersNamed(value, ['status', 'result', 'verdict', 'decision'])
    : [value];
  const said = textOf(verdict) ?? '';
  return refusals.test(said) && !favours.test(said);
}

const isReason = (value: unknown): boolean =>
  isObject(value) || (typeof value === 'string' && !noReason.test(value.trim()));
