/**
 * Storyboards of any length, as text: scenes of ten segments as people write them, with a cast, a style,
 * variables, structured prompts, extensions, edits, takes, captions and transitions. Equal lengths give equal texts.
 *
 * `node bench/generate-storyboard.mjs 1000 > long.storyboard.yaml`
 */
import { pathToFileURL } from 'node:url';

const places = [
  'a rocky headland at dusk',
  'a spiral staircase',
  'the lamp room',
  'a slipway under floodlight',
];
const actions = ['climbs', 'waits', 'turns the key', 'looks out to sea', 'wipes the glass', 'lights a match'];
const cameras = ['slow dolly in, 35 mm', 'locked off, wide', 'handheld, close', 'low angle, slow tilt up'];

export function storyboardText(segments) {
  const scenes = Array.from({ length: Math.ceil(segments / 10) }, (_, scene) =>
    sceneText(scene, Math.min(10, segments - scene * 10)),
  );
  return `${head}${scenes.join('')}`;
}

const head = `storyboard: 1
title: The Last Keeper
theme: duty outlives the light
format: { aspect: "16:9", resolution: 720p, fps: 24 }
provider: animatic
model: sora-2
style: 35 mm film, muted teal and amber, soft overcast light
vars: { weather: storm }
cast:
  keeper:
    description: an old lighthouse keeper in a yellow oilskin coat, white beard
defaults: { duration: 8, takes: 1, attempts: 3 }
scenes:
`;

function sceneText(scene, count) {
  const segments = Array.from({ length: count }, (_, index) => segmentText(scene, index));
  return `  - id: scene-${scene}
    title: Scene ${scene}
    setting: ${at(places, scene)}, \${weather} clouds
    segments:
${segments.join('')}`;
}

function segmentText(scene, index) {
  const id = `s${scene}-${index}`;
  const line = `the keeper ${at(actions, scene + index)}, shot ${scene * 10 + index}`;
  switch (index) {
    case 1:
    case 2:
      return `      - id: ${id}
        extend: s${scene}-${index - 1}
        prompt: The camera goes on as ${line}
        duration: ${index === 1 ? 12 : 26}
`;
    case 4:
      return `      - id: ${id}
        prompt:
          subject: "@keeper"
          action: ${line}
          camera: ${at(cameras, scene)}
          lighting: warm lantern against blue dusk
          dialogue: [ { who: keeper, line: One more night. } ]
        takes: 2
        pick: 2
`;
    case 5:
      return `      - id: ${id}
        edit: s${scene}-4
        prompt: Shift the palette to warm amber backlight
`;
    case 9:
      return `      - id: ${id}
        card: { text: "Part ${scene}", background: "#101014", color: "#f4efe6" }
        duration: 3
`;
    default:
      return `      - id: ${id}
        prompt: Wide, ${line}, ${at(cameras, index)}
        duration: ${4 + (index % 3) * 4}
        caption: "Night ${scene}"
        transition: { type: dissolve, duration: 0.5 }
`;
  }
}

const at = (list, index) => list[index % list.length];

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(storyboardText(Number(process.argv[2] ?? 100)));
}
