import { objectOf, textOf } from './json.ts';
import { readProblem } from './server-problem.ts';

/** Whether an answer says that nothing is at the address that was asked: what gives it knows nothing of any job. */
export const isNoRoute = (body: unknown): boolean =>
  [readProblem(body).message, textOf(objectOf(body).message)].some((text) => words.test(text ?? ''));

const words =
  /\bno route\b|\broute ([\w:/.-]+ )?(was |is )?not (found|match)|cannot (get|post|delete|head) \/|page not found|(invalid|unknown|unrecogni[sz]ed|unsupported) (request )?(url|route|path|endpoint)|(url|route|path|endpoint|resource path|api version|method|static resource|handler|service|host|upstream|backend|application) ([\w:/.'"-]+ )?(was |is |could |does |has )?(not |n.t )(be )?(been )?(found|exist|defined|registered|match)|no (such )?(endpoint|handler|service|host|application|upstream)\b|no static resource\b|unable to identify proxy|sunset/i;
