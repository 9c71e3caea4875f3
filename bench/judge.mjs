// What `judge` finds in footage with each fault put in on purpose, what it finds in the same footage without, and what it costs.
// Needs `npm run build`. With files, these are judged too, as footage without faults.
//
//   node bench/judge.mjs [--looks testsrc,grain,sounds] [--figures] [FILE...]
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { measureFootage } from '../dist/judge/measure/measure-footage.js';
import { verdict } from '../dist/judge/verdict.js';
import { findTools } from '../dist/media/tools.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { looks: { type: 'string' }, figures: { type: 'boolean' } },
});
const tools = await findTools({ ffmpegPath: process.env.FFMPEG_PATH, path: process.env.PATH });
if (!tools.ok) throw new Error(tools.error.message);
const folder = await mkdtemp(join(tmpdir(), 'storycut-judge-'));
const run = promisify(execFile);
const ffmpeg = (...args) => run(tools.value.ffmpeg.path, ['-nostdin', '-v', 'error', '-y', ...args]);

const size = '640x360';
const zoom = `mandelbrot=s=${size}:r=24:end_scale=0.03`;
/** A still picture, larger than the frame, and cameras that move over it. */
const picture = `mandelbrot=s=${size}:r=24,scale=1280:720,noise=alls=16`;
const pan = (x, y) => ({ still: picture, draw: `crop=640:360:x='${x}':y='${y}'` });
/** Footage as people shoot it, by the filters that draw it; `title`: nothing moves; `still`: a picture that a camera moves over. */
const looks = {
  testsrc: { draw: `testsrc2=s=${size}:r=24` },
  zoom: { draw: zoom },
  grain: { draw: `${zoom},noise=alls=24:allf=t` },
  'low light': {
    draw: `${zoom},lutyuv=y='16+(val-16)*0.12':u='128+(val-128)*0.5':v='128+(val-128)*0.5',noise=alls=5:allf=t`,
  },
  'slow pan': pan('n', '200'),
  // In an animatic or a painting, a picture of even surfaces hardly moves.
  'slow push': {
    still: `${picture},gblur=sigma=6`,
    draw: `crop=640:360:'200+n/5':200`,
  },
  'fast pan': pan('abs(mod(n*40\\,1200)-600)', '200'),
  'hand-held': pan('300+30*sin(n*0.9)+20*sin(n*2.3)', '200+20*sin(n*1.3)'),
  'night sky': {
    draw: `${zoom},lutyuv=y='16+(val-16)*0.6',drawbox=y=0:h=ih*0.4:w=iw:color=0x060608:t=fill,noise=alls=4:allf=t`,
  },
  vignette: { draw: `${zoom},vignette=PI/3` },
  'small motion': { ...pan('0', '0'), box: true },
  '12 a second': { draw: `${zoom},fps=12,fps=24` },
  flashes: {
    draw: `${zoom},lutyuv=y='val',drawbox=enable='between(n\\,30\\,31)+between(n\\,60\\,60)':color=white:t=fill`,
  },
  'light goes on': { draw: `${zoom},eq=brightness='if(gt(n\\,48)\\,0.2\\,-0.1)':eval=frame` },
  'fades on purpose': { draw: `${zoom},fade=in:0:18,fade=out:78:18` },
  'slow title': {
    draw: `color=c=0x101014:s=${size}:r=24,drawbox=x=200:y=160:w=240:h=40:color=0xf4efe6:t=fill`,
    title: true,
  },
  gradient: {
    draw: `color=c=0x808080:s=${size}:r=24,geq=lum='60+120*(X+4*N)/W*0.6':cb='128+20*sin(N/40)':cr=128`,
  },
};
const wanted = values.looks?.split(',') ?? Object.keys(looks);

/** Sound as people record it. */
const sounds = {
  tone: 'sine=f=440:r=48000:d=4,volume=12dB',
  'full-scale tone': 'sine=f=440:r=48000:d=4,volume=17.9dB',
  speech: "aevalsrc='0.3*sin(2*PI*180*t)*sin(2*PI*3*t)*lt(mod(t\\,2)\\,1)+0.001*(random(0)-0.5)':s=48000:d=4",
  'room tone': 'anoisesrc=a=0.003:r=48000:d=4:c=pink',
  noise: 'anoisesrc=a=0.5:r=48000:d=4:c=pink',
  'loud music':
    "aevalsrc='0.3*sin(2*PI*110*t)+0.3*sin(2*PI*277*t)+0.28*sin(2*PI*661*t)*sin(2*PI*2*t)':s=48000:d=4",
  'limited music': "aevalsrc='sin(2*PI*110*t)+0.5*sin(2*PI*277*t)':s=48000:d=4,alimiter=limit=0.95:level=0",
};

const x264 = (crf) => [
  '-c:v',
  'libx264',
  '-preset',
  'veryfast',
  '-crf',
  String(crf),
  '-pix_fmt',
  'yuv420p',
  '-g',
  '48',
];
const aac = ['-c:a', 'aac', '-b:a', '128k'];

/** Faults in the picture: filters, and what must be found. */
const pictureFaults = {
  'black head': { filter: "drawbox=enable='lt(n\\,4)':color=black:t=fill", finds: 'black' },
  'black gap': { filter: "drawbox=enable='between(n\\,40\\,45)':color=black:t=fill", finds: 'black' },
  'frozen end': {
    filter: 'loop=loop=36:size=1:start=59,trim=end_frame=96,setpts=N/(24*TB)',
    finds: 'frozen',
  },
  'frozen part': {
    filter: 'loop=loop=30:size=1:start=30,trim=end_frame=96,setpts=N/(24*TB)',
    finds: 'frozen',
  },
  letterbox: {
    filter: 'drawbox=y=0:h=46:color=black:t=fill,drawbox=y=314:h=46:color=black:t=fill',
    finds: 'bars',
  },
  pillars: {
    filter: 'drawbox=x=0:w=80:color=black:t=fill,drawbox=x=560:w=80:color=black:t=fill',
    finds: 'bars',
  },
};
const soundFaults = {
  clipped: { filter: 'volume=14dB,aformat=sample_fmts=s16', finds: 'clipped-sound' },
  'silent end': { filter: "volume='if(gt(t\\,1.5)\\,0\\,1)':eval=frame", finds: 'silent' },
  silent: { filter: 'volume=0', finds: 'silent' },
};

const figuresOf = async (file) => {
  const found = await measureFootage(tools.value, { file });
  if (!found.ok) throw new Error(`${file}: ${found.error}`);
  return found.value;
};
const table = {};
const note = (fault, look, isFound) => {
  table[fault] ??= { hits: 0, missed: [], of: 0 };
  table[fault].of++;
  if (isFound) table[fault].hits++;
  else table[fault].missed.push(look);
};
const alarms = {};
const alarm = (kind, where) => {
  alarms[kind] ??= [];
  alarms[kind].push(where);
};
const asked = { seconds: 4, size: { width: 640, height: 360 }, fps: 24 };
const judged = (figures, sound) =>
  verdict(
    {
      kind: 'footage',
      segment: 'x',
      take: 1,
      viewing: { footage: 'x' },
      own: { from: 0 },
      asked: { ...asked, sound },
    },
    () => figures,
  ).findings;
const seam = (a, b, at = {}) =>
  verdict(
    {
      kind: 'seam',
      seam: {
        kind: 'previous',
        trims: true,
        before: {
          segment: 'a',
          viewing: { footage: 'a' },
          from: 0,
          until: a.pictures.count / a.fps,
          at: 0,
          ...at,
        },
        after: { segment: 'b', viewing: { footage: 'b' }, from: 0, until: b.pictures.count / b.fps, at: 2 },
      },
    },
    ({ footage }) => (footage === 'a' ? a : b),
  );

let number = 0;
async function drawn({ still, draw, box }, frames) {
  const file = join(folder, `${++number}.mp4`);
  let input = ['-f', 'lavfi', '-i', draw];
  if (still) {
    const image = join(folder, `${number}.png`);
    await ffmpeg('-f', 'lavfi', '-i', still, '-frames:v', '1', image);
    input = ['-loop', '1', '-framerate', '24', '-i', image];
  }
  const moving = box
    ? `[0:v]${draw},noise=alls=3:allf=t[a];color=red:s=24x24:r=24[b];[a][b]overlay=x='100+n':y=100:shortest=1`
    : `[0:v]${still ? draw : 'null'}`;
  await ffmpeg(...input, '-filter_complex', moving, '-frames:v', String(frames), ...x264(12), file);
  return file;
}
/** Part of a film as another service would have encoded it. */
async function again(file, filter, crf = 25) {
  const made = join(folder, `${++number}.mp4`);
  await ffmpeg('-i', file, '-vf', `${filter}`, ...x264(crf), '-an', made);
  return made;
}

async function judgeLook(name) {
  const { title } = looks[name];
  const clean = await drawn(looks[name], 120);
  const base = await again(clean, 'trim=end_frame=96,setpts=PTS-STARTPTS', 21);
  const figures = await figuresOf(base);
  for (const { kind, figure } of judged(figures, false)) alarm(kind, `${name} (${figure.measured})`);
  if (values.figures) {
    const { luma, sharpness, motion, peak, saturation } = figures.pictures;
    const middle = (column) =>
      [...column].toSorted((a, b) => a - b)[Math.floor(column.length / 2)].toFixed(2);
    console.log(
      name,
      'luma',
      middle(luma),
      'sharpness',
      middle(sharpness),
      'motion',
      middle(motion),
      'peak',
      middle(peak),
      'saturation',
      middle(saturation),
    );
  }
  for (const [fault, { filter, finds }] of Object.entries(pictureFaults)) {
    if (title && finds === 'frozen') continue;
    const found = judged(await figuresOf(await again(base, filter, 23)), false);
    note(
      fault,
      name,
      found.some(({ kind }) => kind === finds),
    );
    for (const { kind, figure } of found)
      if (kind !== finds && !(name === 'fades on purpose' && kind === 'black'))
        alarm(kind, `${name} with ${fault} (${figure.measured})`);
  }
  const other = name === 'testsrc' ? zoom : `testsrc2=s=${size}:r=24`;
  const cut = join(folder, `${++number}.mp4`);
  await ffmpeg(
    '-i',
    base,
    '-f',
    'lavfi',
    '-i',
    other,
    '-filter_complex',
    `[0:v]trim=end_frame=50,setpts=PTS-STARTPTS[a];[1:v]trim=end_frame=40,setpts=PTS-STARTPTS,format=yuv420p[b];[a][b]concat`,
    ...x264(23),
    cut,
  );
  note(
    'cut',
    name,
    judged(await figuresOf(cut), false).some(({ kind }) => kind === 'cut-inside'),
  );
  if (title) return;
  await judgeSeams(name, clean);
}

async function judgeSeams(name, clean) {
  const part = (from, to, more = '') => `trim=start_frame=${from}:end_frame=${to},setpts=PTS-STARTPTS${more}`;
  const a = await figuresOf(await again(clean, part(0, 48), 21));
  const b = async (from, more, crf) => await figuresOf(await again(clean, part(from, from + 48, more), crf));
  const even = await b(48, '', 27);
  const kindsOf = (found) => found.findings.map(({ kind, figure }) => ({ kind, measured: figure.measured }));
  for (const { kind, measured } of kindsOf(seam(a, even))) alarm(kind, `${name}, seam (${measured})`);
  // Other words on a panel below, as in animatics.
  const said = (from, lines) =>
    part(
      from,
      from + 48,
      `,drawbox=y=300:h=60:color=black:t=fill${lines.map((width, n) => `,drawbox=x=40:y=${312 + 18 * n}:w=${width}:h=8:color=white:t=fill`).join('')}`,
    );
  const spoken = await figuresOf(await again(clean, said(0, [420, 260]), 21));
  const answered = await figuresOf(await again(clean, said(48, [180, 90]), 27));
  for (const { kind, measured } of kindsOf(seam(spoken, answered)))
    alarm(kind, `${name}, seam with other words (${measured})`);
  const cases = {
    'repeated frame': [await b(47, '', 27), 'repeated-frame'],
    'two repeated frames': [await b(46, '', 27), 'repeated-frame'],
    'light 3 % up': [await b(48, ",lutyuv=y='16+(val-16)*1.05'", 27), 'light-step'],
    'colour shifted': [await b(48, ",lutyuv=u='val+3'", 27), 'colour-step'],
    'another picture': [await b(48, ',hflip,negate', 27), 'jump'],
  };
  for (const [fault, [figures, finds]] of Object.entries(cases)) {
    const found = seam(a, figures);
    note(
      fault,
      name,
      kindsOf(found).some(({ kind }) => kind === finds),
    );
    for (const { kind, measured } of kindsOf(found))
      if (kind !== finds && finds !== 'jump') alarm(kind, `${name}, seam with ${fault} (${measured})`);
    if (fault.includes('repeated')) {
      const frames = found.findings.find(({ kind }) => kind === finds)?.correction?.frames;
      note(`${fault}: how many`, `${name} (${frames})`, frames === (fault.startsWith('two') ? 2 : 1));
    }
  }
  const drift = (later) =>
    verdict(
      {
        kind: 'chain',
        links: [a, later].map((_, n) => ({
          segment: 'x',
          viewing: { footage: String(n) },
          from: 0,
          until: 2,
          at: 0,
        })),
      },
      ({ footage }) => (footage === '0' ? a : later),
    ).findings;
  for (const { figure } of drift(even)) alarm('drift', `${name} (${figure.name} ${figure.measured})`);
  const drifts = {
    'softer link': ',gblur=sigma=1.5',
    'paler link': ",lutyuv=u='128+(val-128)*0.6':v='128+(val-128)*0.6'",
    'darker link': ",lutyuv=y='16+(val-16)*0.7'",
  };
  for (const [fault, more] of Object.entries(drifts)) {
    const found = drift(await b(48, more, 25));
    note(fault, name, found.length > 0);
  }
}

async function judgeSounds() {
  for (const [name, graph] of Object.entries(sounds)) {
    const heard = async (filter) => {
      const file = join(folder, `${++number}.mp4`);
      await ffmpeg(
        '-f',
        'lavfi',
        '-i',
        `testsrc2=s=${size}:r=24:d=4`,
        '-f',
        'lavfi',
        '-i',
        graph,
        ...(filter ? ['-af', filter] : []),
        ...x264(30),
        ...aac,
        '-t',
        '4',
        file,
      );
      return judged(await figuresOf(file), true);
    };
    for (const { kind, figure } of await heard()) alarm(kind, `${name} (${figure.measured})`);
    for (const [fault, { filter, finds }] of Object.entries(soundFaults)) {
      if (fault === 'clipped' && name === 'room tone') continue;
      const found = await heard(filter);
      note(
        fault,
        name,
        found.some(({ kind }) => kind === finds),
      );
      for (const { kind, figure } of found)
        if (kind !== finds) alarm(kind, `${name} with ${fault} (${figure.measured})`);
    }
  }
}

try {
  for (const name of wanted.filter((one) => one in looks)) await judgeLook(name);
  if (values.looks === undefined || wanted.includes('sounds')) await judgeSounds();
  for (const file of positionals) {
    const figures = await figuresOf(file);
    const found = verdict(
      { kind: 'footage', segment: basename(file), viewing: { footage: 'x' }, own: { from: 0 } },
      () => figures,
    ).findings;
    for (const { kind, message } of found) alarm(kind, `${basename(file)}: ${message}`);
  }
  console.log(`${'fault'.padEnd(30)}found`);
  for (const [fault, { hits, of, missed }] of Object.entries(table))
    console.log(
      `${fault.padEnd(30)}${hits} of ${of}${missed.length > 0 ? `; not in ${missed.join(', ')}` : ''}`,
    );
  console.log('\nfound without the fault:');
  for (const [kind, where] of Object.entries(alarms)) console.log(`${kind.padEnd(18)}${where.join(', ')}`);
  if (Object.keys(alarms).length === 0) console.log('nothing');
} finally {
  await rm(folder, { recursive: true, force: true });
}
