// Puts the page of `storycut review` together: one script, one style sheet, one document. What it is made of is put in, with
// its licences.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');
const page = join(root, 'src/review/page');
const to = join(root, 'dist/page');

const bundle = await rolldown({
  input: join(page, 'main.tsx'),
  platform: 'browser',
});
// A page that is opened from a folder may load no modules.
await bundle.write({ file: join(to, 'page.js'), format: 'iife', minify: true });
await bundle.close();
mkdirSync(join(to, 'licences'), { recursive: true });
copyFileSync(join(page, 'page.html'), join(to, 'page.html'));
// In this order: later rules win.
const styles = ['base', 'layout', 'stage', 'strip', 'inspector', 'messages', 'pages'];
writeFileSync(
  join(to, 'page.css'),
  styles.map((name) => readFileSync(join(page, 'styles', `${name}.css`), 'utf8')).join(''),
);
for (const name of ['preact', '@preact/signals', '@preact/signals-core']) {
  copyFileSync(
    join(root, 'node_modules', name, 'LICENSE'),
    join(to, 'licences', `${name.replaceAll(/[@/]/g, '-').replace(/^-/, '')}.txt`),
  );
}
