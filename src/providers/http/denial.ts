import { isNoRoute } from './no-route.ts';
import { isNoModel, plainMessage } from './problem-words.ts';
import type { RefusedCall } from './response.ts';
import { readProblem, type ServerProblem } from './server-problem.ts';

const named = '(job|task|video|generation|(deferred )?request|prediction|interaction|operation)';
const before = '((the|this|that|your|specified|requested) )*';
/** It begins with a job. */
const ofJob = new RegExp(`^\\W*${before}(no (such )?)?${named}\\b`, 'i');
/** What is missing where a job is not. */
const others =
  '(model|deployment|organi[sz]ation|project|tenant|user|account|team|workspace|customer|subscription|api[_ -]?key|bucket|repository|channel|region|namespace|lora|adapter)s?';
const job =
  /\b(jobs?|tasks?|videos?|generations?|requests?|predictions?|interactions?|operations?|clips?|footage|films?|files?)\b/i;
/** Of a model that makes videos, this is said, too. */
const jobless = /\b(?:video|generation|request)s?[ _-](?=(?:model|api|service|deployment)s?\b)/gi;

const otherCode = new RegExp(
  `^no_?such_?${others}$|^invalid_${others}$|^(endpoint|route|${others})_?not_?(found|open|exists?)$`,
  'i',
);
const otherText = new RegExp(
  `^(a web page, )?\\W*((the|this|your|specified|api) )*${others}\\b.{0,100}?\\b((is |was |does |do |could |has )?not|\\w+n.t) (be )?(found|exist|activated)|^\\W*no (such )?${others} (was |is )?(found|with)|^\\W*no such ${others}\\b`,
  'i',
);

/** Whether an answer says that something else is missing than a job: its address, its model, the account. That says nothing of any job. */
export const deniesOther = (body: unknown): boolean => {
  const problem = readProblem(body);
  if (isNoRoute(body)) return true;
  const text = plainMessage(problem).replace(jobless, '');
  if (isNoModel(problem) && !ofJob.test(text)) return true;
  if (job.test(text)) return false;
  return otherCode.test(problem.code ?? '') || otherText.test(text);
};

const deniedCode = new RegExp(`(^|\\.)${named}_?not_?(found|exists?)$`, 'i');
const deniedText = new RegExp(
  `^\\W*${before}${named}( id)?( [^ ]{1,100})? ((is |was |does |could |can )?not|\\w+n.t) (be )?(found|exist)|^\\W*no (such )?${named}\\b`,
  'i',
);

/** Whether a job is denied with a status that is one of wrong requests: new-api answers 400, and what catches its own errors 500. */
export function deniesJob({ status, body }: RefusedCall): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const problem = readProblem(body);
  const message = plainMessage(problem);
  if (status === 500) return /^404\b/.test(message) && isDenied({ message: message.replace(/^404\W*/, '') });
  return (status === 400 || status === 422) && isDenied({ ...problem, message });
}

const isDenied = ({ code = '', message = '' }: ServerProblem): boolean =>
  deniedCode.test(code) || deniedText.test(message);
