import { expect, test } from 'vitest';
import { isKnownGraph } from '../../../src/stitch/picture/known-graph.ts';
import { openings } from '../../../src/stitch/transitions/openings.ts';
import { ending, joining } from '../../../src/stitch/transitions/transition.ts';

const stream = { size: { width: 1280, height: 720 }, fps: 24000 / 1001, frames: 12 };
const latest = { path: '', version: '8.0', origin: 'PATH', lacks: [] } as const;

const xfades = [
  'fade',
  'fadeblack',
  'fadewhite',
  ...Object.keys(openings),
  'slideleft',
  'coverup',
  'revealdown',
  'pixelize',
  'hlwind',
];

test.each(xfades)('knows the graph of %s', (name) => {
  const graph = joining({ type: 'xfade', name, duration: 0.5 }, stream, latest);
  expect(graph.ok && isKnownGraph(graph.value)).toBe(true);
});

test('knows the graph of a film’s end', () => {
  expect(isKnownGraph(ending({ type: 'fade-to-white', duration: 0.5 }, stream))).toBe(true);
});

test.each([
  ['a file', 'movie=/etc/hostname[v]'],
  ['a file, abbreviated', 'amovie=x[v]'],
  ['a file behind a filter', '[0:v:0]null,movie=x[v]'],
  ['a file in a quoted chain', "[0:v:0]null';movie=x;'null[v]"],
  ['commands from a file', '[0:v:0]sendcmd=f=x[v]'],
  ['a text from a file', '[0:v:0]drawtext=textfile=x[v]'],
  ['subtitles', '[0:v:0]subtitles=x.srt[v]'],
  ['a table of colours', '[0:v:0]lut3d=x.cube[v]'],
  ['a value from a file', '[0:v:0]scale=/flags=x[v]'],
  ['a positional value from a file', '[0:v:0]scale=/etc/hostname[v]'],
  ['a file to write to', '[0:v:0]metadata=mode=print:file=x[v]'],
  ['an option that is not ours', '[0:v:0]scale=sws_flags=lanczos[v]'],
  ['an option within quotes', "[0:v:0]crop='1:x=2'[v]"],
  ['an option behind quotes', "[0:v:0]scale='1':/flags=x[v]"],
  ['a quote that is not closed', "[0:v:0]crop='1,null[v]"],
  ['an escaped sign', '[0:v:0]crop=1\\:x[v]'],
  ['a space', '[0:v:0]null, movie=x[v]'],
  ['a line break', '[0:v:0]null;\nmovie=x[v]'],
  ['options of the whole graph', 'sws_flags=lanczos;[0:v:0]null[v]'],
  ['an expression that never ends', "[0:v:0]crop='while(1,1)'[v]"],
  ['an expression that writes', "[0:v:0]crop='print(1)'[v]"],
  ['a picture that fills the memory', 'color=c=black:s=99999x99999[v]'],
  ['a number in another notation', '[0:v:0]trim=end_frame=1e99[v]'],
  ['a size in another notation', '[0:v:0]scale=0x7fffffff:2[v]'],
  ['a filter instance', '[0:v:0]null@x=1[v]'],
  ['nothing', ''],
  ['a graph without end', `${'[0:v:0]null[v];'.repeat(10_000)}[0:v:0]null[v]`],
])('does not know %s', (_, graph) => {
  expect(isKnownGraph(graph)).toBe(false);
});
