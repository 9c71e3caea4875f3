import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';
import type { Diagnostic } from '../core/diagnostic.ts';
import { err, ok, type Result } from '../core/result.ts';
import { placeAt, type Source } from './source.ts';
import { yamlProblem } from './yaml-problem.ts';

const deepest = 64;
// A storyboard of 100,000 segments has about 4 million; each takes some 100 bytes while it is parsed.
const mostLexemes = 16_000_000;

/**
 * Text to one YAML document. The parser's own `parseDocument` recurses as deep as the text nests, and
 * ends the process where that is too deep. So its stages are driven from here, which lets the nesting be
 * watched on the parser's stack while it grows.
 */
export function parseYaml(source: Source): Result<Document.Parsed, readonly Diagnostic[]> {
  const parser = new Parser();
  const composer = new Composer({ prettyErrors: false, uniqueKeys: false, stringKeys: true });
  const documents: Document.Parsed[] = [];
  const compose = (token: CST.Token): void => {
    for (const document of composer.next(token)) documents.push(document as Document.Parsed);
  };
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(source.text)) {
    for (const token of parser.next(lexeme)) compose(token);
    if (parser.stack.length > deepest) return err([tooDeep(source, parser.offset)]);
    if (++lexemes > mostLexemes) return err([tooMuch(source, parser.offset)]);
  }
  for (const token of parser.end()) compose(token);
  for (const document of composer.end(true, source.text.length)) documents.push(document as Document.Parsed);
  return checked(source, documents);
}

function checked(
  source: Source,
  [document, second]: readonly Document.Parsed[],
): Result<Document.Parsed, readonly Diagnostic[]> {
  if (!document) throw new Error('the composer yields at least one document');
  const error = document.errors[0];
  // One slip makes the parser stumble again and again, so only the first is told.
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
  help: 'A storyboard needs fewer than ten; look for brackets that are never closed.',
});

const tooMuch = (source: Source, at: number): Diagnostic => ({
  severity: 'error',
  code: 'yaml-too-long',
  message: `The file has more than ${mostLexemes.toLocaleString('en')} words and signs.`,
  place: placeAt(source, at, at + 1),
  help: 'Split the film into several storyboards.',
});

function wrongVersion(source: Source): Diagnostic {
  const at = source.text.indexOf('%YAML');
  return {
    severity: 'error',
    code: 'yaml-version',
    message: 'A storyboard is YAML 1.2; in older versions the same words mean other things.',
    place: placeAt(source, at, at + '%YAML 1.1'.length),
    help: 'Delete this line.',
  };
}

const severalDocuments = (source: Source, at: number): Diagnostic => ({
  severity: 'error',
  code: 'yaml-several-documents',
  message: 'The file holds several documents; a storyboard is one.',
  place: placeAt(source, at, at + 3),
  help: 'Put each storyboard into a file of its own, or delete the line `---`.',
});
