import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { whyTooOld } from '../../src/cli/old-node.ts';

const manifest = await readFile(join(import.meta.dirname, '../../package.json'), 'utf8');
const oldest = JSON.parse(manifest).engines.node.replace('>=', '');

describe('a Node that is too old', () => {
  it('is told so, with the version that package.json asks for', () => {
    for (const version of ['18.19.0', '20.0.0', '20.11.1']) {
      expect(whyTooOld(version)).toBe(
        `error: Storycut needs Node.js ${oldest} or newer, but this is ${version}.`,
      );
    }
  });

  it('is none that is as new or newer, nightly builds among them', () => {
    for (const version of [
      oldest,
      '20.20.2',
      '22.0.0',
      '24.22.3',
      '25.0.0-nightly20250101abcdef',
      process.versions.node,
    ]) {
      expect(whyTooOld(version)).toBeUndefined();
    }
  });
});
