import { Composer, type Document, Lexer, Parser } from 'yaml';
import type { Diagnostic } from '../core/diagnostic.ts';
import { err, ok, type Result } from '../core/result.ts';
import { placeAt, type Source } from './source.ts';
import { yamlProblem } from './yaml-problem.ts';

const deepest = 64;
// A storyboard of 100,000 segments has about 3 million. Each takes up to 350 bytes once it is parsed, and
// a process that runs out of memory can't say so.
const mostLexemes = 5_000_000;

/**
 * Text to one YAML document. The parser's own `parseDocument` recurses as deep as the text nests, and ends
 * the process where that is too deep. So its stages are driven from here, which lets the nesting be watched
 * on the parser's stack while it grows.
 */
export function parseYaml(source: Source): Result<Document.Parsed, readonly Diagnostic[]> {
  const parser = new Parser();
  const composer = firstErrorOnly(new Composer({ prettyErrors: false, uniqueKeys: false, stringKeys: true }));
  const documents: Document.Parsed[] = [];
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(source.text)) {
    for (const token of parser.next(lexeme)) documents.push(...composer.next(token));
    if (parser.stack.length > deepest) return err([tooDeep(source, parser.offset)]);
    if (++lexemes > mostLexemes) return err([tooMuch(source, parser.offset)]);
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end(true, source.text.length));
  return checked(source, documents);
}

/** One slip makes the parser stumble again and again, and a hostile text a million times: the first is told. */
function firstErrorOnly(composer: Composer): Composer {
  const { onError } = composer as unknown as { onError: (...error: readonly unknown[]) => void };
  let told = false;
  const once = (source: unknown, code: string, message: string, warning?: boolean): void => {
    if (told || warning) return;
    told = true;
    onError(source, code, message);
  };
  return Object.assign(composer, { onError: once });
}

function checked(
  source: Source,
  [document, second]: readonly Document.Parsed[],
): Result<Document.Parsed, readonly Diagnostic[]> {
  if (!document) throw new Error('the composer yields at least one document');
  const error = document.errors[0];
  if (error) return err([yamlProblem(source, document, error)]);
  const version = document.directives.yaml;
  if (version.explicit && version.version !== '1.2') {
    return err([wrongVersion(source)]);
  }
  if (second) return err([severalDocuments(source, second.range[0])]);
  return ok(document);
}

const tooDeep = (source: Source, at: number): Diagnostic => ({
  severity: 'error',
  code: 'yaml-too-deep',
  message: `The file nests deeper than ${deepest} levels.`,
  place: placeAt(source, at, at + 1),
  help: 'Ten levels are plenty; look for brackets that are never closed.',
});

const tooMuch = (source: Source, at: number): Diagnostic => ({
  severity: 'error',
  code: 'yaml-too-long',
  message: `The file has more than ${mostLexemes.toLocaleString('en')} words and signs.`,
  place: placeAt(source, at, at + 1),
  help: 'Split it into several files.',
});

function wrongVersion(source: Source): Diagnostic {
  const at = source.text.indexOf('%YAML');
  return {
    severity: 'error',
    code: 'yaml-version',
    message: 'The file is read as YAML 1.2; in older versions the same words mean other things.',
    place: placeAt(source, at, at + '%YAML 1.1'.length),
    help: 'Delete this line.',
  };
}

const severalDocuments = (source: Source, at: number): Diagnostic => ({
  severity: 'error',
  code: 'yaml-several-documents',
  message: 'The file holds several documents; only one is read.',
  place: placeAt(source, at, at + 3),
  help: 'Put each into a file of its own, or delete the line `---`.',
});
