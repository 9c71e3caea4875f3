import { describe, expect, it } from 'vitest';
import { caption } from '../rig/words.ts';
import { film, meaningOf, promptOf, readText } from './reading.ts';

const whole = `
storyboard: 1
title: The Last Keeper
theme: duty outlives the light
logline: A keeper climbs his tower one last time, in a \${weather}.
format: { aspect: "16:9", resolution: 720p, fps: 24 }
provider: animatic
model: sora-2
style: 35 mm film, muted teal and amber
vars: { weather: storm }
cast:
  keeper:
    description: an old lighthouse keeper
    image: assets/keeper.png
    character: char_123
defaults: { duration: 8, takes: 1, attempts: 3, transition: cut }
scenes:
  - id: arrival
    title: Arrival
    setting: a rocky headland at dusk, \${weather} clouds
    segments:
      - id: approach
        prompt: Slow aerial push toward a lighthouse
        caption: "Cape Wrath, 1911"
      - id: climb
        extend: approach
        prompt: The camera rises along the tower wall
        duration: 12
      - id: door
        prompt:
          subject: "@keeper"
          action: pushes the iron door open
          environment: spiral staircase
          camera: low angle, 35 mm
          lighting: warm lantern
          sound: wind
          dialogue: [ { who: keeper, line: One more night. } ]
        takes: 3
        pick: 2
        fallbacks: [ An old man opens an iron door ]
        transition: { type: dissolve, duration: 0.5 }
  - id: lamp
    segments:
      - id: still
        image: assets/lamp.png
        prompt: The lamp turns
        duration: 4
      - id: warmer
        edit: still
        prompt: Shift the palette to warm amber
      - id: archive
        file: assets/archive.mp4
        trim: { from: 2, to: 6 }
      - id: fin
        card: { text: Fin, background: "#101014", color: "#F4EFE6" }
        duration: 3
        transition: { type: fade-to-black, duration: 1 }
audio:
  keep: true
  music: { file: assets/theme.mp3, volume: -18 dB, duck: true, fade-in: 1, fade-out: 3 }
  narration: [ { file: assets/vo-1.wav, at: approach, offset: 0.5 } ]
  loudness: -14 LUFS
captions: { burn: false, sidecar: [srt, vtt] }
budget: { max-cost: 20 }
outputs:
  - { name: master }
  - { name: vertical, aspect: "9:16", fit: crop }
`;
const beside = ['keeper.png', 'lamp.png', 'archive.mp4', 'theme.mp3', 'vo-1.wav'].map(
  (name) => `assets/${name}`,
);

describe('a whole storyboard', () => {
  it('means what it says', async () => {
    const board = await meaningOf(whole, {}, beside);
    expect(board).toMatchObject({
      name: 'film',
      title: 'The Last Keeper',
      logline: 'A keeper climbs his tower one last time, in a storm.',
      format: { size: { width: 1280, height: 720 }, exact: false, fps: 24, fit: 'pad' },
      scenes: [
        { id: 'arrival', title: 'Arrival', segments: ['approach', 'climb', 'door'] },
        { id: 'lamp', segments: ['still', 'warmer', 'archive', 'fin'] },
      ],
      maxCost: 20,
      captions: { burn: false, sidecar: ['srt', 'vtt'] },
      outputs: [
        { name: 'master', size: { width: 1280, height: 720 }, fit: 'pad' },
        { name: 'vertical', size: { width: 720, height: 1280 }, fit: 'crop' },
      ],
      audio: {
        keep: true,
        music: { volume: -18, duck: true, fadeIn: 1, fadeOut: 3 },
        narration: [{ at: 'approach', offset: 0.5, volume: 0 }],
        loudness: -14,
      },
    });
    expect(board.segments.map(({ source }) => source.kind)).toEqual([
      'generate',
      'extend',
      'generate',
      'image',
      'edit',
      'file',
      'card',
    ]);
    expect(board.segments.map(({ duration }) => duration)).toEqual([8, 12, 8, 4, 4, undefined, 3]);
    const [approach, , door, , , archive, fin] = board.segments;
    expect(approach).toMatchObject({
      words: [caption('Cape Wrath, 1911')],
      transition: { type: 'cut' },
      attempts: 3,
    });
    expect(door).toMatchObject({
      takes: 3,
      pick: 2,
      transition: { type: 'dissolve', duration: 0.5 },
      source: { cast: [{ name: 'keeper', character: 'char_123', images: [{ path: 'assets/keeper.png' }] }] },
    });
    expect(archive).toMatchObject({
      trim: { from: 2, to: 6 },
      source: { file: { path: 'assets/archive.mp4' } },
    });
    expect(fin).toMatchObject({
      transition: { type: 'fade-to-black', duration: 1 },
      source: { card: { text: 'Fin', background: '#101014', color: '#f4efe6' } },
    });
  });

  it('has its prompts composed in the fixed order, fallbacks too', async () => {
    const board = await meaningOf(whole, {}, beside);
    const door = board.segments[2];
    expect(promptOf(door)).toBe(
      [
        'an old lighthouse keeper pushes the iron door open. spiral staircase.',
        'Camera: low angle, 35 mm',
        'Lighting: warm lantern',
        'Sound: wind',
        'Dialogue:',
        '- keeper: "One more night."',
        '',
        'a rocky headland at dusk, storm clouds',
        '',
        'Style: 35 mm film, muted teal and amber',
      ].join('\n'),
    );
    expect(door?.source).toMatchObject({
      fallbacks: [
        'An old man opens an iron door\n\na rocky headland at dusk, storm clouds\n\nStyle: 35 mm film, muted teal and amber',
      ],
    });
    expect(promptOf(board.segments[4])).toBe(
      'Shift the palette to warm amber\n\nStyle: 35 mm film, muted teal and amber',
    );
  });

  it('is the same in JSON', async () => {
    const yaml = await meaningOf(
      film('- id: door\n  prompt: "@a opens"', 'cast: { a: { description: A man } }\n'),
    );
    const json = await meaningOf(
      JSON.stringify({
        storyboard: 1,
        title: 'Film',
        cast: { a: { description: 'A man' } },
        scenes: [{ id: 'scene', segments: [{ id: 'door', prompt: '@a opens' }] }],
      }),
    );
    expect(json.segments[0]?.source).toEqual(yaml.segments[0]?.source);
  });
});

describe('what holds where nothing is said', () => {
  it('is animatic, eight seconds, one take, three attempts, hard cuts, 720p at 24', async () => {
    const board = await meaningOf(
      film('- id: door\n  prompt: The door opens\n- id: fin\n  card: { text: Fin }'),
    );
    expect(board).toMatchObject({
      format: { size: { width: 1280, height: 720 }, exact: false, fps: 24, fit: 'pad' },
      audio: { keep: true, narration: [], cues: [] },
      captions: { burn: false, sidecar: [] },
      outputs: [{ size: { width: 1280, height: 720 }, fit: 'pad', as: 'mp4' }],
    });
    expect(board.maxCost).toBeUndefined();
    expect(board.segments[0]).toMatchObject({
      provider: 'animatic',
      duration: 8,
      takes: 1,
      attempts: 3,
      variation: 1,
      options: {},
      fit: 'pad',
      transition: { type: 'cut' },
    });
    expect(board.segments[0]).not.toHaveProperty('model');
    expect(board.segments[1]).toMatchObject({
      duration: 3,
      source: { card: { background: '#101014', color: '#f4efe6' } },
    });
  });
});

describe('names in texts', () => {
  it('are put in once, and not looked at again', async () => {
    const board = await meaningOf(
      film(
        '- id: a\n  prompt: "@gull over ${place}"',
        'vars: { place: "@gull ${x}" }\ncast: { gull: { description: "a gull of ${place}" } }\n',
      ),
    );
    expect(promptOf(board.segments[0])).toBe('a gull of @gull ${x} over @gull ${x}');
  });

  it('end where a name ends', async () => {
    const board = await meaningOf(
      film(
        `- id: a\n  prompt: "@gull, @gull's; (@gull) @gull- 5 @ noon @@gull $5 $\${x} @gull."`,
        'cast: { gull: { description: G } }\n',
      ),
    );
    expect(promptOf(board.segments[0])).toBe("G, G's; (G) G- 5 @ noon @gull $5 ${x} G.");
  });

  it('stay as they are where people read them', async () => {
    const board = await meaningOf(
      film(
        '- id: a\n  card: { text: "@home ${x}" }\n  caption: "@@ ${x}"',
        'vars: { x: 1911 }\ncast: { home: { description: H } }\n',
      ),
    );
    expect(board.segments[0]).toMatchObject({
      words: [caption('@@ 1911')],
      source: { card: { text: '@home 1911' } },
    });
  });

  it('show plain text as it is', async () => {
    const plain = "%{pts} 100% \\ ' : , ; [ ] = $(id) 🎬 مرحبا";
    const board = await meaningOf(
      film(`- id: a\n  prompt: ${JSON.stringify(plain)}\n  caption: ${JSON.stringify(plain)}`),
    );
    expect(promptOf(board.segments[0])).toBe(plain);
    expect(board.segments[0]?.words).toEqual([caption(plain)]);
  });
});

describe('ids and places', () => {
  it('come from the position where none is given, with a warning', async () => {
    const { storyboard, diagnostics } = await readText(
      film('- prompt: A\n- id: b\n  prompt: B\n- extend: scene-1\n  prompt: C'),
    );
    expect(storyboard?.segments.map(({ id }) => id)).toEqual(['scene-1', 'b', 'scene-3']);
    expect(diagnostics.map(({ code, severity, segment }) => [code, severity, segment])).toEqual([
      ['segment-without-id', 'warning', 'scene-1'],
      ['segment-without-id', 'warning', 'scene-3'],
    ]);
  });

  it('point at the id, or at the first line', async () => {
    const text = film('- id: a\n  prompt: A\n- prompt: B');
    const { storyboard } = await readText(text);
    const lines = text.split('\n');
    for (const { place } of storyboard?.segments ?? []) expect(place.source).toBe(lines[place.line - 1]);
    expect(
      storyboard?.segments.map(({ place }) => place.source.slice(place.column - 1, place.endColumn - 1)),
    ).toEqual(['a', 'prompt']);
  });
});

describe('YAML', () => {
  it('may use anchors and merged mappings', async () => {
    const board = await meaningOf(
      film(
        '- &base\n  id: a\n  prompt: &words A sea\n  takes: 2\n  duration: 4\n- <<: *base\n  id: b\n  takes: 3\n- id: c\n  prompt: *words',
      ),
    );
    expect(board.segments.map(({ id, takes, duration }) => [id, takes, duration])).toEqual([
      ['a', 2, 4],
      ['b', 3, 4],
      ['c', 1, 8],
    ]);
    expect(board.segments.map(promptOf)).toEqual(['A sea', 'A sea', 'A sea']);
  });

  it.each(['"', "'", ''])('may have its own line break within a line, quoted by %j', async (quote) => {
    const board = await meaningOf(film(`- id: a\n  prompt: ${quote}A sea\u0085and a pier${quote}`));
    expect(promptOf(board.segments[0])).toBe('A sea\u0085and a pier');
  });

  it('keeps the lines of a block and drops its last line end', async () => {
    const board = await meaningOf(film('- id: a\n  prompt: |\n    One.\n    Two.'));
    expect(promptOf(board.segments[0])).toBe('One.\nTwo.');
  });
});
