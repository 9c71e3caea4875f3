// Dissolves between all clips.
import { fps, makeClips } from '../film.mjs';
import { graphOf } from '../xfade-graph.mjs';
import { forgotten, mltOf, storycutOf } from './cutting.mjs';

const seconds = 2;
const fade = fps / 4;
/** Others decode and encode every frame, and a graph takes gigabytes. */
const most = { graph: 50, mlt: 10 };

export const joins = {
  x: 'clips',
  title: 'A cut of so many clips of 2 s, 1280x720, with sound and a dissolve of 0.25 s between any two',
  contenders: async (folder, count) => {
    // A keyframe where each dissolve ends, as prepared clips have.
    const args = ['-preset', 'veryfast', '-crf', '23', '-g', String(fade)];
    const clips = await makeClips(folder, { count, seconds, args });
    return [
      {
        ...(await storycutOf({ folder, clips, seconds, fade, sound: { keep: true } })),
        before: forgotten(folder),
      },
      ...(count > most.graph ? [] : await graphOf({ folder, clips, seconds, fade })),
      ...(count > most.mlt ? [] : await mltOf({ folder, clips, fade })),
    ];
  },
};
