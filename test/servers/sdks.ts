import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const install = 'npm install together-ai ai @ai-sdk/xai';

/** A package of a maker's, from the folder where it is installed: `STORYCUT_SDKS`, or this one. */
export async function sdk(name: string): Promise<unknown> {
  const folder = process.env.STORYCUT_SDKS ?? process.cwd();
  const require = createRequire(join(folder, 'package.json'));
  try {
    return await import(pathToFileURL(require.resolve(name)).href);
  } catch (error) {
    throw new Error(
      `${name} is not in ${folder}: \`${install}\` there, and name the folder in STORYCUT_SDKS`,
      {
        cause: error,
      },
    );
  }
}
