import { isObject, type Json, membersNamed, textOf } from './json.ts';

/** `unclear`: an unknown word, or none. */
export type VideoState = 'waiting' | 'completed' | 'failed' | 'cancelled' | 'expired' | 'unclear';

export interface TellsStatus {
  readonly status: VideoState;
  /** The same in the server's word, if that is one. */
  readonly word?: string;
}

/**
 * What servers call a state, by its meaning: the first row with a part of the word decides. Written as `in_progress`, so
 * `_` is where another word begins or ends.
 */
const meanings: readonly (readonly [RegExp, VideoState])[] = [
  [/_(not|un)_?(start|finish|complet|ready|process|submit)|未(完成|开始|处理)/, 'waiting'],
  [/retry|cancell?ing_|stopping_|deleting_|审核中/, 'waiting'],
  [/cancel|revoke|withdr[ae]w|_stopped_|取消|撤销/, 'cancelled'],
  [/expire|_deleted_|_removed_|_purged_|过期|失效|删除/, 'expired'],
  [/fail|error|exception|unsuccess|_dead|_died_|crash|abort|_killed_|terminated_/, 'failed'],
  [/time_?out|timed_out|reject|refus|_den(y|ied)_|declin|block|_banned_|forbid|_invalid/, 'failed'],
  [/violat|nsfw|_moderated_|sensitive|censor|flagged|unsafe|_filtered_|interrupted_/, 'failed'],
  [/失败|错误|异常|超时|拒绝|未通过|违规|中断/, 'failed'],
  [/_completed?_|succe|_done_|_finish(ed)?_|_ready_|_generated_|_rendered_|_delivered_|_ok_/, 'completed'],
  [/完成|成功|已生成/, 'completed'],
  [/queu|pend|wait|submit|_created?_|accept|receiv|schedul|start|_run|process|progress/, 'waiting'],
  [/work|generat|render|dream|throttl|prepar|upload|download|encod|init|assign|dispatch/, 'waiting'],
  [/execut|loading|warm|boot|_staged_|_staging_|_new_|_review|moderating|saving|sampling|infer/, 'waiting'],
  [/等待|排队|处理|进行|生成|运行|提交|执行|制作|渲染/, 'waiting'],
];

const names = ['status', 'taskstatus', 'videostatus', 'jobstatus', 'generationstatus', 'state', 'taskstate'];
const moreNames = ['jobstate', 'phase'];

/** The word for a state in an object that tells one. A number is one in no language. */
export function statusWordIn(json: Json): string | undefined {
  return membersNamed(json, [...names, ...moreNames])
    .map(wordOf)
    .find((word) => word !== undefined);
}

function wordOf(value: unknown): string | undefined {
  if (isObject(value))
    return membersNamed(value, ['state', 'status', 'name', 'value', 'code']).map(textOf)[0];
  const text = textOf(value);
  return text === undefined || /^[\d.]+$/.test(text) ? undefined : text;
}

/** What an object tells of a job's state; undefined if it has no word for it. */
export function statusIn(json: Json): TellsStatus | undefined {
  const word = statusWordIn(json);
  if (word === undefined) return undefined;
  const shown = /^[\p{L}\p{N}_ .-]{1,40}$/u.test(word) ? { word } : {};
  return { status: statusOf(word), ...shown };
}

/** The meaning of a word. */
export function statusOf(word: string): VideoState {
  const parts = word
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_');
  const whole = `_${parts}_`;
  return meanings.find(([part]) => part.test(whole))?.[1] ?? 'unclear';
}
