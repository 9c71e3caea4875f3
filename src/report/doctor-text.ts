import type { Doctor } from '../project/machine/doctor.ts';
import type { Paint } from './paint.ts';

/** What this machine has and lacks. The caller prints diagnostics, as everywhere. */
export function doctorText(doctor: Doctor, paint: Paint): string {
  const tools = doctor.tools.map((tool) => {
    const words = tool.lacks.map((name) => (usedFor[name] ? `${name} (${usedFor[name]})` : name));
    const lacks = words.length > 0 ? paint('yellow', `  lacks ${words.join(', ')}`) : '';
    return row(tool.name, `${tool.version}  ${tool.path}  (${originWords[tool.origin]})${lacks}`);
  });
  const folder = `${doctor.folder.path}  ${doctor.folder.writable ? 'writable' : 'not writable'}, ${(doctor.folder.freeBytes / 1024 ** 3).toFixed(1)} GiB free`;
  const providers = doctor.providers.map(({ name, ready, note }) =>
    row(`provider ${name}`, ready ? paint('green', 'ready') : paint('yellow', note ?? 'not ready')),
  );
  return [
    row('storycut', doctor.storycut),
    row('node', `${doctor.node}, ${doctor.cores} cores`),
    ...tools,
    row('folder', folder),
    ...providers,
  ].join('\n');
}

const row = (name: string, text: string): string => `${name.padEnd(19)}  ${text}`;

/** What is unavailable without it; features with a workaround are not listed. */
const usedFor: Readonly<Record<string, string>> = {
  xfade: 'some xfade transitions',
  zscale: 'footage in high dynamic range',
  tonemap: 'footage in high dynamic range',
  libvpx: 'WebM outputs',
  libopus: 'WebM outputs',
};

const originWords = {
  FFMPEG_PATH: 'set by FFMPEG_PATH',
  PATH: 'found on PATH',
  bundled: 'from an npm package',
} as const satisfies Record<Doctor['tools'][number]['origin'], string>;
