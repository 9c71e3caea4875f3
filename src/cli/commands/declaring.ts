import { type AnyCommand, Argument } from '../commander.ts';
import type { Terminal } from '../output.ts';

/** What a group of verbs is declared with. */
export interface Declaring {
  readonly program: AnyCommand;
  readonly output: Terminal;
  /** Gets the exit code of the verb that is called. */
  readonly end: (code: number) => void;
}

export const storyboardArgument = () =>
  new Argument('[storyboard...]', 'a storyboard; optional if there is only one');
export const upkeptArgument = () =>
  new Argument('[storyboard]', 'a storyboard, or its folder (default: the current one)');
