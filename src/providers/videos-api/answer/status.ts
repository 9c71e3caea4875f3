import { isObject, type Json, membersNamed, textOf } from '../../http/json.ts';

/** `unclear`: an unknown word, or none. */
export type VideoState = 'waiting' | 'completed' | 'failed' | 'cancelled' | 'expired' | 'unclear';

export interface TellsStatus {
  readonly status: VideoState;
  /** The same in the server's word, if that is one. */
  readonly word?: string;
}

/**
 * The first row with a part of the word decides: one of these parts, or what a pattern finds. Words are written as
 * `_in_progress_`: `_` is where one begins or ends.
 */
type Meanings = readonly (readonly [string | RegExp, VideoState])[];

/** Words with a part that means an end, which are not the job's: an end that is believed too soon is paid for again. */
const seeminglyOver: Meanings = [
  [
    /_(no|not|non|never|without|zero|un)_?((been|yet)_)?(fail|error|expire|cancel|delete|reject|block|flag)|_not_succe/,
    'unclear',
  ],
  [/(没有|无|未)(失败|错误|异常|取消|过期)/, 'unclear'],
  [
    /(?<!un|_to_)recover(?!y_(fail|error))|fail(ing|ed)?_?over|_fail_?safe|_error_(free|handling|correction)|partial|部分/,
    'unclear',
  ],
  [/_with(_\w+)?_(errors?|warnings?|failures?)_/, 'unclear'],
  [
    /_(callback|webhook|notif\w*|thumbnail|poster|cover|preview|watermark|delivery|cleanup)_(\w+_)?(fail|error|time)/,
    'unclear',
  ],
  [
    /cancel\w*_(fail|reject|request|refus|den)|(requested|pending)_cancel|_(url|link|token|session|cache|key|signature)_expire/,
    'unclear',
  ],
  [/_expires_|_(will|to)_(\w+_)?expire/, 'unclear'],
  [
    /(?<!_to)_re_?(queue|start|submit|schedul|enqueu)[a-z]*_(?!fail|error)|重试|block\w*_(by|on)_(queue|depend|capacity)/,
    'waiting',
  ],
  [/^(?!.*(fail|reject|block|den|refus|error)).*_(check|scan|screen)(ing)?_/, 'waiting'],
];

/** Words that say `completed` of something else than the job, or not yet. */
const seeminglyDone: Meanings = [
  [
    /_(yet|almost|nearly|soon|awaiting|to_be)_(\w+_)?(complet|ready|done|finish|generated|rendered|deliver)/,
    'waiting',
  ],
  [
    /_succe\w*_(submit|creat|queue|enqueue|accept|receiv|schedul|start)|(正在|即将|待)\p{L}*完成|完成中/u,
    'waiting',
  ],
  [/(提交|排队|创建|上传|受理|接收)\p{L}*(成功|完成)|成功(提交|排队|创建|上传|受理|接收)/u, 'waiting'],
  [
    /_(submi\w+|queu\w+|creat\w+|accept\w*|receiv\w*|schedul\w+)_(\w+_)?(complet|succe|done|finish|ok_)/,
    'waiting',
  ],
  [
    /_(upload\w*|pre_?process\w*|validat\w+|moderation|prompt|input|request|images?|audio|(key_?)?frames?)_(\w+_)?(complet|succe|done|finish|ready|generated|rendered|ok_)/,
    'unclear',
  ],
  [
    /_(thumbnail|preview|draft|stage|step|phase|first|model|worker|gpu|node)_(\w+_)?(complet|succe|done|finish|ready|generated|rendered|ok_)/,
    'unclear',
  ],
  [
    /_(completed?|done|finish(ed)?|generated|rendered)_(frame|step|stage|upload|queue|process|post|start|encod)/,
    'unclear',
  ],
  [/_ready_(to|for)_(?!download|deliver|play|view|watch|use|review)|_succe(eding|ssor)_/, 'unclear'],
  [/_(?!100_)\d+_(percent_)?(completed?|done)_|_(completed?|done)_\d{1,2}_+$/, 'unclear'],
];

/** What servers call a state, by its meaning. */
const meanings: Meanings = [
  [/_(not|un)_?(start|finish|complet|ready|process(?!able)|submit)|未(完成|开始|处理)/, 'waiting'],
  [/_not_(\w+_)?(finish|complet|ready|process|submit|done|generated|rendered|deliver)/, 'waiting'],
  [/retry(?!able|_(exhaust|limit|fail|exceed))/, 'waiting'],
  [
    'canceling_ cancelling_ stopping_ deleting_ 审核中 取消中 撤销中 删除中 正在取消 正在撤销 正在删除',
    'waiting',
  ],
  ...seeminglyOver,
  ['cancel revoke withdraw withdrew _stopped_ 取消 撤销', 'cancelled'],
  ['expire _deleted_ _removed_ _purged_ 过期 失效 删除', 'expired'],
  ['fail error exception unsuccess _dead _died_ crash abort _killed_ terminated_', 'failed'],
  ['timeout time_out timed_out reject refus _deny_ _denied_ declin block _banned_ forbid', 'failed'],
  ['_invalid unprocessable violat nsfw _moderated_ sensitive censor flagged unsafe _filtered_', 'failed'],
  // Only as all that is said: a fatal error of a helper is not the job's.
  [
    /^_(oom|out_of_memory|fatal|abandoned|discarded|unsupported|not_approved|bad_request|quota_exceeded|insufficient_(funds|balance|credits?|quota))_$/,
    'failed',
  ],
  [/^_(échoué|echoue|fallid[oa]|falhou|fehlgeschlagen|失敗|실패|ошибка)_$/, 'failed'],
  ['interrupted_ 失败 错误 异常 超时 拒绝 未通过 违规 中断', 'failed'],
  ...seeminglyDone,
  ['_complete_ _completed_ succe _done_ _finish_ _finished_ _ready_ _ok_ 完成 成功', 'completed'],
  ['_generated_ _rendered_ _delivered_ 已生成', 'completed'],
  [
    /^_(terminée?|completad[oa]|conclu[ií]d[oa]|fertig|abgeschlossen|完了|완료|готово|завершено)_$/,
    'completed',
  ],
  [/^_((video|media|film)_)?(processed|available|published|exported)_$/, 'completed'],
  [/suspend/, 'unclear'],
  ['queu pend wait submit _create_ _created_ accept receiv schedul start _run process progress', 'waiting'],
  ['work generat render dream throttl prepar upload download encod init assign dispatch', 'waiting'],
  ['execut loading warm boot _staged_ _staging_ _new_ _review moderating saving sampling infer', 'waiting'],
  ['finalizing_ completing_ finishing_ upscaling_ refining_ validating_', 'waiting'],
  ['_provisioning_ _allocating_ _active_ _ongoing_ _creating_ _verifying_', 'waiting'],
  [
    'coding_ _converting_ _stitching_ _animating_ _composing_ _building_ _synthesizing_ _thinking_',
    'waiting',
  ],
  ['等待 排队 处理 进行 生成 运行 提交 执行 制作 渲染', 'waiting'],
];

const names = ['status', 'taskstatus', 'videostatus', 'jobstatus', 'generationstatus', 'state', 'taskstate'];
const moreNames = ['jobstate', 'phase'];

/** The word for a state in an object that tells one. A number is one in no language. */
export function statusWordIn(json: Json): string | undefined {
  const words = membersNamed(json, [...names, ...moreNames])
    .map(wordOf)
    .filter((word) => word !== undefined);
  return words.find((word) => !isOfCall(word)) ?? words[0];
}

/** Said of a call that was answered, whatever becomes of the job that it is about. */
export const isOfCall = (word: string | undefined): boolean => /^\W*(ok|success)\W*$/i.test(word ?? '');

function wordOf(value: unknown): string | undefined {
  if (isObject(value))
    return membersNamed(value, ['state', 'status', 'statusstr', 'name', 'value', 'code']).map(textOf)[0];
  if (Array.isArray(value)) return value.length === 1 ? wordOf(value[0]) : undefined;
  const text = textOf(value);
  return text === undefined || /^[\d.]+$/.test(text) ? undefined : text;
}

/** Of PixVerse's states, which are numbers, the words in its documents. */
const wordsOfPixVerse: Readonly<Record<number, string>> = {
  1: 'success',
  5: 'generating',
  6: 'deleted',
  7: 'moderation_failed',
  8: 'failed',
};

/** What an object tells of a job's state; undefined if it has no word for it. `around`: the answer that it is in. */
export function statusIn(json: Json, around: unknown = json): TellsStatus | undefined {
  const word = statusWordIn(json) ?? numberedIn(json, around);
  if (word === undefined) return undefined;
  const shown = /^[\p{L}\p{N}_ .-]{1,40}$/u.test(word) ? { word } : {};
  return { status: statusOf(word), ...shown };
}

/** A state that is a number means something at one service only; elsewhere it is unclear, unless there is a film. */
function numberedIn(json: Json, around: unknown): string | undefined {
  const [number] = membersNamed(json, names).filter((state) => /^\d{1,2}$/.test(String(state)));
  if (number === undefined) return undefined;
  const isPixVerse = isObject(around) && 'ErrCode' in around && 'Resp' in around;
  return isPixVerse ? wordsOfPixVerse[Number(number)] : undefined;
}

/** Characters: what is longer is no word. */
const longest = 200;

/** The meaning of a word. */
export function statusOf(word: string): VideoState {
  const parts = word
    .slice(0, longest)
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_');
  const whole = `_${parts}_`;
  return rows.find(([isIn]) => isIn(whole))?.[1] ?? 'unclear';
}

const rows = meanings.map(([parts, state]) => [finder(parts), state] as const);

function finder(parts: string | RegExp): (word: string) => boolean {
  if (typeof parts !== 'string') return (word) => parts.test(word);
  const all = parts.split(' ');
  return (word) => all.some((part) => word.includes(part));
}
