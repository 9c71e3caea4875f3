import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../core/ports.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { probe } from '../../../media/probe.ts';
import { type Answer, json } from '../../answer.ts';
import { type Fields, UploadedFile } from '../../fields.ts';
import { Form, missing } from '../../form.ts';
import { type CallProblem, invalid } from '../../problem.ts';
import type { SandboxOrder } from './order.ts';

interface Character {
  readonly id: string;
  readonly name: string;
  readonly created_at: number;
}

/** The characters, in memory. */
export function characterShelf(clock: Clock) {
  const held = new Map<string, Character>();
  return {
    /** Makes a character from a clip of two to four seconds. `keep` writes it to a file. */
    async create(
      fields: Fields,
      keep: (bytes: Buffer) => Promise<string>,
    ): Promise<Result<Answer, CallProblem>> {
      const form = new Form(fields);
      const name = form.text('name', 80);
      if (!(fields.video instanceof UploadedFile)) return err(missing('video'));
      const facts = await probe(await keep(fields.video.bytes));
      const seconds = facts.ok && facts.value.kind === 'video' ? facts.value.seconds : 0;
      if (seconds < 2 || seconds > 4) {
        form.refuse(invalid('video', 'A character is made from a video of 2 to 4 seconds.', 'invalid_video'));
      }
      const created_at = Math.floor(clock.now() / 1000);
      const character = { id: `char_${randomBytes(16).toString('hex')}`, name, created_at };
      const read = form.done(character);
      if (!read.ok) return read;
      held.set(character.id, character);
      return ok(json(200, character));
    },
    get(id: string): Result<Answer, CallProblem> {
      const character = held.get(id);
      return character ? ok(json(200, character)) : err(unknownCharacter(id));
    },
    /** Why an order's characters can't be used: each must exist and be named in the prompt. */
    misfit(order: SandboxOrder): CallProblem | undefined {
      for (const id of order.kind === 'generate' ? order.characters : []) {
        const character = held.get(id);
        if (!character) return unknownCharacter(id);
        if (!order.prompt.includes(character.name)) {
          return invalid('characters', `The prompt does not mention the character '${character.name}'.`);
        }
      }
      return undefined;
    },
  };
}

const unknownCharacter = (id: string): CallProblem => ({
  status: 404,
  message: `Character with id '${id}' not found.`,
  param: 'character_id',
});
