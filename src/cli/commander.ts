import type * as typed from '@commander-js/extra-typings';
import * as commander from 'commander';

/** commander, seen through types that tell a verb's flags and arguments from its description. */
export const { Argument, Command, CommanderError, InvalidArgumentError, Option } =
  commander as unknown as typeof typed;

/** A command whose flags and arguments are unknown. */
export type AnyCommand = typed.CommandUnknownOpts;
