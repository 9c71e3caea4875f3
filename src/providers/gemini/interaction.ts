import { jobIdOf } from '../http/job-id.ts';
import { isObject, type Json, objectOf, textOf } from '../http/json.ts';
import { readProblem, type ServerProblem } from '../http/server-problem.ts';
import type { ListedJob } from '../provider.ts';
import { dollarsOf, readTokens } from './tokens.ts';

/** A job as the Gemini API tells it: an interaction, in its words. */
export interface Interaction {
  readonly id?: string;
  /** As Google writes it, in small letters. */
  readonly status?: string;
  /** Where its footage is. */
  readonly link?: string;
  /** It names footage, whose link may come late. */
  readonly promised: boolean;
  /** What the model said instead. */
  readonly words?: string;
  readonly problem: ServerProblem;
  /** Tokens of footage that it counted. */
  readonly made?: number;
  /** US dollars, by its tokens. */
  readonly charged?: number;
  readonly listed?: ListedJob;
}

export function readInteraction(body: unknown): Interaction {
  const told = objectOf(body);
  const steps = Array.isArray(told.steps) ? told.steps.filter(isObject) : [];
  const outputs = steps.filter(({ type }) => type === 'model_output');
  const contents = outputs.flatMap(({ content }) => (Array.isArray(content) ? content.filter(isObject) : []));
  const [id, status] = [jobIdOf(told.id), textOf(told.status)?.toLowerCase()];
  const films = contents.filter(({ type }) => type === 'video');
  const link = films.map(linkOf).find((one) => one !== undefined);
  const words = contents.flatMap(({ type, text }) => (type === 'text' ? (textOf(text) ?? []) : []));
  const tokens = readTokens(told.usage);
  const error = told.error ?? told.errors ?? outputs.find((step) => step.error !== undefined)?.error;
  const listed = listedOf(told);
  // Footage has tokens: usage that lists none of it is not all of it.
  const isWhole = tokens && (films.length === 0 || tokens.video > 0);
  return {
    promised: films.length > 0,
    problem: readProblem({ error }),
    ...(id !== undefined && { id }),
    ...(status !== undefined && { status }),
    ...(link !== undefined && { link }),
    ...(words.length > 0 && { words: words.join(' ') }),
    ...(isWhole && { made: tokens.video, charged: dollarsOf(tokens) }),
    ...(listed && { listed }),
  };
}

/** Footage that was asked for by its address may stand in the answer all the same. */
function linkOf({ uri, data, mime_type }: Json): string | undefined {
  const inline = textOf(data);
  return textOf(uri) ?? (inline && `data:${textOf(mime_type) ?? 'video/mp4'};base64,${inline}`);
}

function listedOf({ id, model, created }: Json): ListedJob | undefined {
  const remote = jobIdOf(id);
  const at = Date.parse(textOf(created) ?? '');
  const name = textOf(model)?.replace(/^models\//, '');
  return remote === undefined
    ? undefined
    : {
        remote,
        ...(Number.isNaN(at) ? {} : { created: at }),
        ...(name !== undefined && { model: name }),
      };
}
