import type { ServerProblem } from './server-problem.ts';

/** What servers call things that go wrong. Separate patterns for codes: a message may mention safety or quota for other reasons. */
const moderationCode = /moderat|safety|sentinel|content[_ -]?(policy|filter)|sensitive|nsfw|DataInspection/i;
const moderationText =
  /moderat|sentinel|content[_ -]?(policy|policies|filter|guideline|checker)|responsible ai|safety (system|filter|check|guideline|polic|reason|violation)|safety_check_type|(usage|acceptable use) (polic|guideline)|violat\w* (our|the) (?!organi[sz]ation|account|workspace|project|admin)([\w-]+ )*(polic|guideline|guardrail)|flagged as|nsfw|inappropriate content|sensitive (content|information|words?)|敏感|违规|审核(未|不)通过/i;
/** A verdict on what is to be seen, whatever its code is: xAI calls that an invalid argument. */
const verdict =
  /(reject|block|refus|flag|filter|remov)\w* (by|for|due to|because of|as a result of) [\w' -]{0,40}(moderation|safety|polic|guideline|filter)|violat\w* [\w' -]{0,40}(polic|guideline|guardrail)/i;
/** A parameter is refused, whatever its name is. */
const ofParameter = /parameter|argument|field|invalid_(type|value)|missing|required|extra_forbidden/i;
const unjudged =
  /(moderat\w*|safety|filter)([ _-](service|check|system|api|endpoint))?([ _-](is|was))?([ _-](currently|temporarily))?[ _-](unavailable|timed?[ _-]?out|unreachable|overloaded|error)/i;
const otherPolicy = /organi[sz]ation|workspace|administrator/i;

const quotaCode =
  /insufficient_?(user_?)?(quota|credit|balance|fund)|billing_hard_limit|spend(ing)?[-_]limit|arrearage|balance_not_enough|^budget_exceeded$|^SetLimitExceeded$/i;
const quotaText =
  /insufficient( \w+)? (quota|credit|balance|fund)|(quota|credits?|balance|funds?)( is| are)? (insufficient|not enough|exhausted|depleted|used up)|((token|account) quota|credits?|balance|funds?) (has|have) been (exhausted|depleted|used up)|billing hard limit|spend(ing)? (limit|cap)|out of credit|used all (available|your) credits|(n.t|not) have any credits|enough (credit|balance|fund)|(exhausted|overdue) balance|overdue payment|in arrears|key limit exceeded|max budget:|over budget\. spend|reached the set inference limit|quota exceeded for .{0,200}\blimit: 0\b|余额不足|额度(不足|已?(用尽|用完|耗尽))|欠费/i;
/** Used for money, and for requests per minute or day alike. */
const anyQuota = /quota[_ ]exceeded|exceeded your (current )?quota/i;
const capacity = /capacity|overload|unavailable|busy|too many (concurrent|jobs|tasks)|concurren|繁忙|负载/i;
const wrongKey =
  /(invalid|incorrect|missing|expired|unknown)[_ ](api[_ ]?key|token|access[_ ]?token|credentials?)|unauthori[sz]ed|authentication|无效的(令牌|token|api)/i;
/** Said with the status of a request that is invalid, as Google and xAI do. */
const refusedKey =
  /api[ _-]?key (is )?(not valid|invalid|expired)|api_key_invalid|(incorrect|invalid) api[ _-]?key\b/i;
/** Said with that status, too: no other request from there is accepted. */
const barred =
  /\b(location|country|region|territory) (is )?not (supported|available|allowed)|\bnot (supported|available) in your (country|region|location)/i;
const hurry = /rate[_ -]?limit|too many requests|请求过于频繁|限流/i;
const notFound = /not[_ ]found|not[_ ]exist|no such|does not exist|unknown (job|task|video)|不存在/i;
/** Only a name, or a code, says that of a model: a model's output may not be found either. */
const noModel =
  /model_?not_?found|(model|deployment) (name )?(['"`‘“«][^'"`’”»]{1,80}['"`’”»]|[\w.:/-]*[\d/-][\w.:/-]*) (was |is )?(not found|does not exist|not supported|not available)|(unknown|unsupported|no such) model|模型不存在/i;
/** A gateway that has nobody to pass a request on to. That nobody answered is something else. */
const party =
  '(channel|deployment|(model )?provider|upstream|endpoint|backend|worker|account|server|instance)s?';
const nobody = new RegExp(
  `no[_ ](available|healthy|usable|enabled|allowed)[_ ]${party}|no[_ ]${party} (is |are )?(available|healthy|configured)|无可用渠道|没有可用`,
  'i',
);
/** About what was sent: what a server behind a gateway answered may be invalid, too. */
const invalid =
  /invalid_?(request|param|argument|value|type|api|key|model|prompt|size|image|input|token)|validation|bad_?request|unsupported/i;
/** What takes nothing on yet, or nothing more. */
const closed =
  /\bqueue (is )?full\b|queue_full|\b(model|server|engine|pipeline|handler)\b.{0,80} ((is|are) (currently |still )?(loading|starting|warming up)|(is )?not (yet )?initialized)|^\W*loading model\b/i;
const duplicate =
  /duplicat|already (exist|been|being|in progress|processing|running|submitted|queued)|being processed|(id|key) (is |was )?(found|used)|idempoten|重复/i;

/** By somebody. What a program calls cancelled, such as Go's `context canceled`, it gave up itself. */
const canceller =
  'users?|clients?|customers?|admin\\w*|owner|operator|caller|provider|support|you|用户|管理员';
const cancelledCode = new RegExp(
  `^\\W*((${canceller}|job|task|video|generation|request|interaction)[_ .-]?)?(cancell?ed|revoked)([_ ]by[_ ]\\w+)?\\W*$|(${canceller})[_ .-]cancel`,
  'i',
);
const cancelledText = new RegExp(
  `\\b(cancell?ed|revoked|withdrawn) (by|at the request of|on behalf of) (an? |the |our |your )?(${canceller})(?!\\w)|\\b(${canceller}) (has |have )?(cancell?ed|revoked)|^\\W*((the|this|your) )?(job|task|video|generation) (was |has been )?cancell?ed\\W*$|(用户|管理员)(已|主动|手动)*取消`,
  'i',
);

/** Of one that was not, or of none, it says nothing. */
const made =
  /(?<!\b(no|without an?|unless an?|until an?|if an?|before an?|last|previous|other) )\b(job|task|video|generation|interaction|prediction|order) ([\w-]{1,80} )?(was|has been|got) (successfully |already |now )?(created|queued|enqueued|accepted|started|charged|billed)|\b(already|once|previously) accepted|accepted (before|already)|\bafter (the|a|your|this) (job|task|video|generation|interaction|order) (was|had been|is) (submitted|sent|posted)/i;

const says = (pattern: RegExp, { code = '', message = '' }: ServerProblem): boolean =>
  pattern.test(code) || pattern.test(message);

/** In a sentence with one of these, something else is told: what went wrong later, or what was done about it. */
const inPassing =
  /\b(while|after|when|whenever|during|before|until|although|though|despite|unless|but|and|or|fail\w*|could ?n.t|could not|unable|error|exception|crash\w*|panic|broke\w*|deduct\w*|charg\w*|refund\w*|settl\w*|updat\w*|record\w*|log\w*|warn\w*|almost|nearly|may|might|not (yet )?been|retr\w+|render\w*)\b|扣费|退款|之后|以后|失败后|时(发生|出现)/i;
/** Programs that pass an error on put their names before it, as in `litellm.APIError: OpenAIException - `. */
const passedOn = /^(\s*[\w.]*(error|exception)\s*[:-]+)+/i;

/** What a problem says, without the names of programs before it. */
export const plainMessage = ({ message = '' }: ServerProblem): string => message.replace(passedOn, '');

/** Whether it says so by a code, or in a sentence about nothing else: an error inside a server has words about anything. */
export function isOutright(is: (problem: ServerProblem) => boolean, problem: ServerProblem): boolean {
  const { code } = problem;
  if (code !== undefined && is({ code })) return true;
  const [first = ''] = plainMessage(problem).split(
    /(?<=[.!?;。！？；])(?:\s|$)|\n|[,，]\s*(?=please|try|请)/,
  );
  return is({ message: first }) && !inPassing.test(first);
}

/** Something did not answer in time: what it was asked may be done all the same. */
export const isLate = (problem: ServerProblem): boolean =>
  /tim(ed|e)[ _-]?out(?! (must|should|is|of))|deadline[ _]exceeded|before the deadline|\bin time\b|超时/i.test(
    `${problem.code ?? ''} ${problem.message ?? ''}`,
  ) && !isOfParameter(problem);

/** What was asked is somewhere behind what answers, and the two lost each other. */
const broken =
  /connection (was |has been |is )?(unexpectedly |prematurely )?(reset|closed|aborted|terminat\w*|lost|dropped)|reset (reason|by peer)|upstream (prematurely|connect\w*|connection)|closed (the )?connection|(server|peer|backend|upstream) (has )?disconnected|hang up|hung up|broken pipe|\beof\b|\b(econn(reset|aborted)|epipe)\b|bad[ _]gateway|bad_response|upstream[ _](server )?(error|failure|failed)|(fetch|parse|read|decode|invalid|empty|no) (the |an? )?(upstream|backend) (response|answer|body)|status(_| )?code:? 5\d\d/i;

/** Of a picture that the server was to fetch, it is said, too: then the request was refused. */
export const isBroken = (problem: ServerProblem): boolean =>
  says(broken, problem) &&
  !/\b(image|picture|photo|file|reference|mask|asset|media|url)s?\b/i.test(problem.message ?? '') &&
  !isOfParameter(problem);

/** Others were at it at the same moment: whether what was asked was done before is not said. */
export const isContended = (problem: ServerProblem): boolean =>
  /(modif|chang|updat|lock)\w* by (another|a different)|another (request|operation|process|transaction)|concurrent (update|modification|write)|transaction|(acquire|obtain)\w* (the |an? )?(\w+ )?lock|serializ|write conflict|version (mismatch|conflict)/i.test(
    problem.message ?? '',
  );

/** The look at a job failed, not the job. */
export const isOfAsking = (problem: ServerProblem): boolean =>
  isLate(problem) ||
  isBroken(problem) ||
  /\b(get|fetch|query|retriev|look|poll|check|read|load)\w*( up)? (for )?(the |of |an? |this |your )*((task|job|video|generation)('s)? )?(task|job|video|generation|status|result|record|details?)\b|\b(task|job|status) (query|lookup|request)\b|\b(database|redis|sql\w*)\b|request failed|status(_| )?code:? \d{3}/i.test(
    problem.message ?? '',
  );

/** The content is refused, not its form or the account. */
export function isModeration({ code = '', message = '', param }: ServerProblem): boolean {
  const isVerdict = param === undefined && verdict.test(message);
  if (!isVerdict && isOfParameter({ code, message, ...(param !== undefined && { param }) })) return false;
  // It never came to a verdict.
  if (unjudged.test(code) || unjudged.test(message)) return false;
  return moderationCode.test(code) || (moderationText.test(message) && !otherPolicy.test(message));
}

/** What the prompt or a picture is refused for is no matter of how it was sent. A code in words is said of all that is wrong. */
function isOfParameter({ code = '', message = '', param }: ServerProblem): boolean {
  if (param !== undefined) return !/prompt|input|image|video|content|text/i.test(param);
  return ofParameter.test(/\s/.test(code) ? message : code);
}

/** The account has no money left. `hurried`: the response is a rate limit. */
export const isQuota = (problem: ServerProblem, hurried: boolean): boolean =>
  isOutOfMoney(problem) || (!hurried && says(anyQuota, problem));

/** The same in words that mean nothing else. */
export const isOutOfMoney = ({ code = '', message = '' }: ServerProblem): boolean =>
  quotaCode.test(code) || quotaText.test(message);

/** A job was made, and something went wrong after that. */
export const isMade = ({ message = '' }: ServerProblem): boolean => made.test(message);

export const isCancelled = ({ code = '', message = '' }: ServerProblem): boolean =>
  cancelledCode.test(code) || cancelledText.test(message);

export const isCapacity = (problem: ServerProblem): boolean => says(capacity, problem);
export const isWrongKey = (problem: ServerProblem): boolean => says(wrongKey, problem);
export const isRefusedKey = (problem: ServerProblem): boolean => says(refusedKey, problem);
export const isInvalid = ({ code = '' }: ServerProblem): boolean => invalid.test(code);
export const isBarred = (problem: ServerProblem): boolean => says(barred, problem);
export const isClosed = (problem: ServerProblem): boolean => says(closed, problem);
export const isHurry = (problem: ServerProblem): boolean => says(hurry, problem);
export const isNotFound = (problem: ServerProblem): boolean => says(notFound, problem);
export const isNoModel = (problem: ServerProblem): boolean => says(noModel, problem);
export const isNobody = (problem: ServerProblem): boolean => says(nobody, problem);
export const isDuplicate = (problem: ServerProblem): boolean => says(duplicate, problem);
