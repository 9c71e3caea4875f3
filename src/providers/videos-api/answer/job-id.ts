import { isJobId, textOfId } from '../../http/job-id.ts';
import { isObject, membersNamed, textOf } from '../../http/json.ts';

/** Names of a job's id, and of what may be one if nothing else is. */
const names = ['id', 'taskid', 'videoid', 'jobid', 'generationid'];
const weakNames = ['requestid'];

/** The id that an object gives for itself. */
export const ownId = (json: unknown): string | undefined => idNamed(json, names);

/** The id that an object gives for itself, or for the request that made it. */
export const anyId = (json: unknown): string | undefined => ownId(json) ?? idNamed(json, weakNames);

/** A text beats a number: that counts the rows of a database. */
function idNamed(json: unknown, wanted: readonly string[]): string | undefined {
  if (!isObject(json)) return undefined;
  const members = membersNamed(json, wanted);
  const texts = members.map(textOf).filter((text) => text !== undefined);
  const numbers = members
    .filter((member) => typeof member === 'number')
    .flatMap((one) => textOfId(one) ?? []);
  return [...texts, ...numbers].find(isJobId);
}

/** Whether a bare text is an id: `ok` and `queued` are not. */
export const isBareId = (text: string): boolean => isJobId(text) && text.length >= 8 && /\d/.test(text);
