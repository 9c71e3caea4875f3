import { carrier } from './assets.ts';
import { file, filmOf, gull, type State } from './state.ts';

const sora = 'provider: animatic\nmodel: sora-2\nformat: { resolution: 720p }';
const openai = ['--provider', 'openai'];

/** A config file whose one model can do little. */
const config = (model: string): string =>
  ['config: 1', 'providers:', '  studio:', '    dialect: openai', '    base-url: https://video.example/v1']
    .concat(['    key: { env: STUDIO_KEY }', '    models:', `      wan: ${model}`, ''])
    .join('\n');
const little = '{ lengths: [4], sizes: [320x180], price: free, extend: none, first-frame: none }';
const studio = 'provider: studio\ndefaults: { duration: 4 }';

/** What the models can't do. */
export const planning: readonly State[] = [
  {
    code: 'unknown-provider',
    files: { [file]: filmOf([gull], 'provider: animatik') },
    command: ['check'],
    advice: 'Did you mean "animatic"?',
    follow: (site) => site.edit(file, 'animatik', 'animatic'),
  },
  {
    code: 'unknown-model',
    files: { [file]: filmOf([gull], sora.replace('sora-2', 'sora-3')) },
    command: ['check'],
    advice: 'Did you mean "sora-2"?',
    follow: (site) => site.edit(file, 'sora-3', 'sora-2'),
  },
  {
    code: 'length-impossible',
    files: { [file]: filmOf(['{ id: gull, prompt: A gull, duration: 500 }'], sora) },
    command: ['check'],
    advice: 'Write `duration: 120` or less',
    follow: (site) => site.edit(file, '500', '120'),
  },
  {
    code: 'length-impossible',
    name: 'added to other footage',
    files: {
      [file]: filmOf(
        [
          '{ id: gull, prompt: A gull, duration: 100 }',
          '{ id: more, extend: gull, prompt: On, duration: 60 }',
        ],
        sora,
      ),
    },
    command: ['check'],
    advice: 'Write `duration: 20` or less',
    follow: (site) => site.edit(file, 'duration: 60', 'duration: 20'),
  },
  {
    code: 'edit-impossible',
    files: {
      [file]: filmOf([gull.replace('1 }', '4 }'), '{ id: warm, edit: gull, prompt: Warmer }'], studio),
      'c.yaml': config(little),
    },
    command: ['--config', 'c.yaml', 'check'],
    advice: 'Generate it from a prompt instead',
    follow: (site) => site.edit(file, 'edit: gull, ', ''),
  },
  {
    code: 'extend-impossible',
    files: {
      [file]: filmOf([gull.replace('1 }', '4 }'), '{ id: on, extend: gull, prompt: On }'], studio),
      'c.yaml': config(little),
    },
    command: ['--config', 'c.yaml', 'check'],
    advice: 'Generate it from a prompt or an image',
    follow: (site) => site.edit(file, 'extend: gull, ', ''),
  },
  {
    code: 'first-frame-impossible',
    files: {
      [file]: filmOf(['{ id: gull, image: a.jpg, prompt: A gull }'], studio),
      'a.jpg': carrier,
      'c.yaml': config(little),
    },
    command: ['--config', 'c.yaml', 'check'],
    advice: 'Describe the picture in the prompt',
    follow: (site) => site.edit(file, 'image: a.jpg, ', ''),
  },
  {
    code: 'first-frame-missing',
    files: { [file]: filmOf([gull.replace('1 }', '2 }')], 'provider: runway\nmodel: gen4_turbo') },
    command: ['check'],
    advice: 'choose a model that needs none',
    follow: (site) => site.edit(file, 'provider: runway\nmodel: gen4_turbo', 'provider: animatic'),
  },
  {
    code: 'last-frame-impossible',
    files: {
      [file]: filmOf(['{ id: gull, last-image: a.jpg, prompt: A gull }'], studio),
      'a.jpg': carrier,
      'c.yaml': config(little),
    },
    command: ['--config', 'c.yaml', 'check'],
    advice: 'choose a model that accepts a last frame',
    follow: (site) => site.edit(file, 'provider: studio', 'provider: animatic'),
  },
  {
    code: 'last-frame-fitted',
    files: {
      [file]: filmOf(
        ['{ id: gull, last-image: a.jpg, prompt: A gull, duration: 1 }'],
        'format: { resolution: 720p }',
      ),
      'a.jpg': carrier,
    },
    command: ['check'],
    advice: 'Use one of 1280x720',
    follow: (site) => site.edit(file, 'last-image: a.jpg, ', ''),
  },
  {
    code: 'reference-impossible',
    files: {
      [file]: filmOf(['{ id: gull, references: [ { image: a.jpg } ], prompt: A gull }'], studio),
      'a.jpg': carrier,
      'c.yaml': config(little),
    },
    command: ['--config', 'c.yaml', 'check'],
    advice: 'Delete them from `references`',
    follow: (site) => site.edit(file, 'references: [ { image: a.jpg } ], ', ''),
  },
  {
    code: 'sound-muted',
    files: { [file]: filmOf([gull], 'sound: off') },
    command: ['check'],
    advice: 'the film leaves out that of footage',
    follow: (site) => site.edit(file, 'sound: off\n', ''),
  },
  {
    code: 'price-unknown',
    files: {
      [file]: filmOf(['{ id: gull, prompt: A gull }'], studio),
      'c.yaml': config(little.replace('free', 'unknown')),
    },
    command: ['--config', 'c.yaml', 'check'],
    advice: 'State its `price` in the config file',
    follow: (site) => site.edit('c.yaml', 'unknown', '0.05'),
  },
  {
    code: 'size-impossible',
    files: { [file]: filmOf([gull], sora.replace('resolution: 720p', 'size: 640x360')) },
    command: ['check'],
    advice: 'Use 1280x720, the nearest size that it makes',
    follow: (site) => site.edit(file, '640x360', '1280x720'),
  },
  {
    code: 'unknown-option',
    files: { [file]: filmOf([gull], 'options: { mood: 7 }') },
    command: ['check'],
    advice: 'It has: seed, negative-prompt',
    follow: (site) => site.edit(file, 'options: { mood: 7 }\n', ''),
  },
  {
    code: 'option-value',
    files: {
      [file]: filmOf(['{ id: gull, prompt: A gull, options: { strength: 30 } }'], studio),
      'c.yaml': config(little.replace(' }', ', options: { strength: { min: 1, max: 20 } } }')),
    },
    command: ['--config', 'c.yaml', 'check'],
    advice: 'Write `20`',
    follow: (site) => site.edit(file, 'strength: 30', 'strength: 20'),
  },
  {
    code: 'prompt-too-long',
    files: {
      [file]: filmOf(['{ id: gull, prompt: A gull on a pole in the rain, duration: 4 }'], studio),
      'c.yaml': config(little.replace(' }', ', prompt-limit: 20 }')),
    },
    command: ['--config', 'c.yaml', 'check'],
    advice: 'Shorten it',
    follow: (site) => site.edit(file, ' in the rain', ''),
  },
  {
    code: 'too-many-characters',
    files: {
      [file]: filmOf(
        ['{ id: trio, prompt: "@a @b @c", duration: 4 }'],
        `${sora}\ncast:\n${['a', 'b', 'c'].map((name) => `  ${name}: { description: a gull, character: char_${name} }`).join('\n')}`,
      ),
    },
    command: ['check'],
    advice: 'Name at most 2 cast members',
    follow: (site) => site.edit(file, '@a @b @c', '@a @b'),
  },
  {
    code: 'provider-unavailable',
    files: { [file]: filmOf([gull.replace('1 }', '4 }')], 'provider: openai\nformat: { resolution: 720p }') },
    command: ['run', '--yes', '--no-stitch'],
    advice: '`--provider animatic`',
    follow: async () => undefined,
    next: ['run', '--provider', 'animatic', '--no-stitch'],
  },
  {
    code: 'model-retired',
    files: {
      [file]: filmOf([gull.replace('1 }', '4 }')], studio),
      'c.yaml': config(little.replace(' }', ', end-of-life: { date: 2026-01-01 } }')),
    },
    command: ['--config', 'c.yaml', 'check'],
    advice: '`--provider animatic`',
    follow: (site) => site.edit(file, 'studio', 'animatic\nmodel: wan'),
  },
  {
    code: 'first-frame-fitted',
    files: {
      [file]: filmOf(['{ id: gull, image: a.jpg, prompt: A gull, duration: 4 }'], sora),
      'a.jpg': carrier,
    },
    command: ['check'],
    advice: 'Use one of 1280x720',
    follow: async (site) => site.edit(file, 'image: a.jpg, ', ''),
  },
  {
    code: 'over-budget',
    files: {
      [file]: filmOf([gull.replace('1 }', '4 }')], 'budget: { max-cost: 0.1 }\nformat: { resolution: 720p }'),
    },
    command: ['plan', ...openai],
    advice: 'rehearse with `--provider animatic`',
    follow: async () => undefined,
    next: ['plan', '--provider', 'animatic'],
  },
];
