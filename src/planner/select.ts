import type { Diagnostic } from '../core/diagnostic.ts';
import { fits, isGlob } from '../core/glob.ts';
import { nearest } from '../core/nearest.ts';
import { err, ok, type Result } from '../core/result.ts';
import { listed, say, says } from '../core/sentence.ts';
import type { Storyboard } from '../storyboard/model.ts';

/** What can be named in a storyboard. */
export interface Selectable {
  /** Ids, in film order. */
  readonly segments: readonly string[];
  readonly scenes: readonly { readonly id: string; readonly segments: readonly string[] }[];
}

export const selectableIn = ({ segments, scenes }: Pick<Storyboard, 'segments' | 'scenes'>): Selectable => ({
  segments: segments.map(({ id }) => id),
  scenes,
});

/**
 * The segments that names stand for, each once, in film order. A name is a segment's id, a scene's id, which stands for
 * all its segments, or a glob of either; one may hold several, separated by commas. A name that matches a segment means
 * the segment: scenes are tried only if none matches. The error has each name that matches nothing.
 */
export function selectSegments(
  names: readonly string[],
  among: Selectable,
): Result<readonly string[], readonly Diagnostic[]> {
  const wanted = new Set(namesIn(names));
  if (names.length > 0 && wanted.size === 0) return err([nothingNamed]);
  const ids = new Set(among.segments);
  const meant = [...wanted].map((name) => ({ name, segments: meaningOf(name, ids, among) }));
  const unknown = meant.filter(({ segments }) => segments.length === 0);
  if (unknown.length > 0) return err(unknown.map(({ name }) => unknownName(name, among)));
  const selected = new Set(meant.flatMap(({ segments }) => segments));
  return ok(among.segments.filter((id) => selected.has(id)));
}

/** The segments that valid names stand for; undefined if nothing was named. */
export function segmentsNamed(
  names: readonly string[] | undefined,
  storyboard: Pick<Storyboard, 'segments' | 'scenes'>,
): readonly string[] | undefined {
  const selected = names && selectSegments(names, selectableIn(storyboard));
  return selected?.ok ? selected.value : undefined;
}

/** The one segment that a name stands for. */
export function selectOne(name: string, among: Selectable): Result<string, readonly Diagnostic[]> {
  const selected = selectSegments([name], among);
  if (!selected.ok) return selected;
  const [one] = selected.value;
  return one === undefined || selected.value.length > 1 ? err([several(name, selected.value)]) : ok(one);
}

/** Each name by itself, where one holds several, separated by commas. */
export const namesIn = (typed: readonly string[]): readonly string[] =>
  typed
    .flatMap((names) => names.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');

function meaningOf(
  name: string,
  ids: ReadonlySet<string>,
  { segments, scenes }: Selectable,
): readonly string[] {
  const glob = isGlob(name);
  if (!glob && ids.has(name)) return [name];
  const meant = glob ? segments.filter((id) => fits(name, id)) : [];
  if (meant.length > 0) return meant;
  return scenes.filter(({ id }) => (glob ? fits(name, id) : id === name)).flatMap((scene) => scene.segments);
}

const nothingNamed: Diagnostic = {
  severity: 'error',
  code: 'unknown-segment',
  message: 'No segment is named.',
  help: 'Name segments or scenes, separated by spaces or commas.',
};

function unknownName(name: string, { segments, scenes }: Selectable): Diagnostic {
  const glob = isGlob(name);
  const sign = /[[\]{}!^]/.exec(name)?.[0];
  return {
    severity: 'error',
    code: 'unknown-segment',
    ...says(
      glob
        ? say`No segment or scene matches ${{ name }}.`
        : say`There is no segment or scene ${{ name }} in this storyboard.`,
      (sign !== undefined
        ? say`In a glob, \`*\` matches any characters and \`?\` matches one; \`${{ sign }}\` has no meaning in it.`
        : undefined) ??
        (glob ? undefined : guess(name, segments, scenes)) ??
        say`It has: ${listed({ known: segments })}.`,
    ),
  };
}

/** A job's id, such as `door#2` or `climb.2`, begins with its segment's. */
function guess(name: string, segments: Selectable['segments'], scenes: Selectable['scenes']) {
  const [stem = name] = name.split(/[#.]/, 1);
  const segment = segments.includes(stem) ? stem : nearest(name, segments);
  if (segment !== undefined) return say`Did you mean ${{ nearest: segment }}?`;
  const scene = nearest(
    name,
    scenes.map(({ id }) => id),
  );
  return scene === undefined ? undefined : say`Did you mean the scene ${{ nearest: scene }}?`;
}

const several = (name: string, segments: readonly string[]): Diagnostic => ({
  severity: 'error',
  code: 'several-segments',
  ...says(
    say`${{ name }} matches ${{ count: segments.length }} segments, but only one is expected.`,
    say`Name one of them: ${listed({ segments })}.`,
  ),
});
