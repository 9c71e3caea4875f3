import type { AnyCommand } from './commander.ts';
import { insteadOfVerb } from './other-verbs.ts';

/** What is wrong with a call is told in Storycut's words, with the help of the verb that was called. */
export function tellInWords(verb: AnyCommand, names: readonly string[] = [verb.name()]): void {
  const call = names.join(' ');
  verb
    .showHelpAfterError(`(see \`${call} --help\`)`)
    .configureOutput({ outputError: (text, write) => write(inWords(text, verb, call)) });
  for (const below of verb.commands) tellInWords(below, [...names, below.name()]);
}

/** Texts of the library that reads arguments, and ours for them. */
const rewordings: readonly (readonly [RegExp, string])[] = [
  [/^error: option '(\S+)( .*)?' argument missing/, 'error: $1 expects a value: $1$2.'],
  [/^error: option '(\S+).*?' argument '(.*)' is invalid\. /s, 'error: $1 can\'t be "$2". '],
  [
    /^error: command-argument value '(.*)' is invalid for argument '.*?'\. /s,
    'error: "$1" is not known here. ',
  ],
  [/Allowed choices are (.*)\.$/m, 'Use one of: $1.'],
  [/^error: unknown option '(.*)'/, 'error: There is no flag $1.'],
  [/\n\((Did you mean .*)\)/, ' $1'],
];

/** A usual name of something says what is meant; otherwise the verb whose letters are nearest may. */
function noVerb(text: string): string {
  const [said, name] = /^error: unknown command '(.*)'/.exec(text) ?? [];
  if (said === undefined || name === undefined) return text;
  const instead = insteadOfVerb(name);
  const words = `error: There is no verb ${name}.`;
  return instead === undefined ? `${words}${text.slice(said.length)}` : `${words} ${instead}\n`;
}

function inWords(text: string, verb: AnyCommand, call: string): string {
  const usage = `${call} ${verb.usage().replace('[options] ', '')}`;
  return [
    ...rewordings,
    [/^error: missing required argument '.*'/, `error: \`${call}\` expects more: \`${usage}\`.`] as const,
    [/^error: too many arguments.*/, `error: \`${call}\` expects less: \`${usage}\`.`] as const,
  ].reduce((said, [pattern, words]) => said.replace(pattern, words), noVerb(text));
}
