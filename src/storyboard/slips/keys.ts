import { say, says } from '../../core/sentence.ts';
import { linesAround, type TextLine } from './lines.ts';
import type { Detect, Slip, Stumbled } from './slip.ts';

/** Keys with a missing or wrong colon, and comments and dashes of other languages. */
export const keys: Detect = (stumbled) =>
  linesAround(stumbled.source, stumbled.stumble.start).flatMap((line) => [
    ...comment(line),
    ...dash(line),
    ...colon(line, stumbled),
  ]);

/** `// my film` */
function comment({ start, indent, content }: TextLine): readonly Slip[] {
  const sign = /^(\/\/|--(?= )|;)/.exec(content)?.[0];
  if (sign === undefined) return [];
  const at = start + indent;
  return [
    {
      ...says(say`\`${{ sign }}\` does not start a comment in YAML.`, say`Start a comment with \`#\`.`),
      start: at,
      end: at + sign.length,
      edits: [{ start: at, end: at + sign.length, text: '#'.padEnd(sign.length) }],
    },
  ];
}

/** `-id: door`, `* id: door`, `– id: door` */
function dash({ start, indent, content }: TextLine): readonly Slip[] {
  const [bullet = '', sign = '', space = ''] = /^([-*+•‣·–—])( *)(?=["'\w[{])/.exec(content) ?? [];
  if (bullet === '' || (sign === '-' && space !== '')) return [];
  const at = start + indent;
  const message =
    sign === '-'
      ? say`There is no space after this dash.`
      : say`A list item can't start with \`${{ sign }}\`.`;
  return [
    {
      ...says(message, say`Write a dash and a space: \`- \`.`),
      start: at,
      end: at + 1,
      edits: [{ start: at, end: at + bullet.length, text: '- ' }],
    },
  ];
}

/** `prompt = A door`, `prompt：A door`, `prompt:A door`, `prompt A door` */
function colon({ start, indent, content }: TextLine, { keys: known }: Stumbled): readonly Slip[] {
  const parts = /^((?:- +)*["“”]?)([\w$-]+)(["“”]?)([ \t]*)(=|：|:|)([ \t]*)(?=(.?))[\u00a0\u3000]*/u.exec(
    content,
  );
  if (!parts) return [];
  const [whole, before = '', key = '', quote = '', , sign = '', space = '', next = ''] = parts;
  const alone = sign === '' && next === '';
  if (sign === ':' ? space !== '' || next === '' : sign === '' && !known.knows(key)) return [];
  if (sign === '' && !alone && parts[4] === '') return [];
  const at = start + indent + before.length;
  const end = start + indent + whole.length;
  return [
    {
      ...says(
        say`There is no ${sign === ':' ? 'space' : 'colon'} after \`${{ key }}${sign === ':' ? sign : ''}\`.`,
        say`Write \`${{ write: `${key}: ` }}\`, with a colon and a space.`,
      ),
      start: at,
      end: at + key.length + quote.length + (sign === '' ? 0 : (parts[4] ?? '').length + sign.length),
      edits: [{ start: at + key.length + quote.length, end, text: ': ' }],
    },
  ];
}
