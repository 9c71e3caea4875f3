import { type ClipsBucket, clipsNamed } from '../../config/config.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { unreachable } from '../../core/result.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';

/** What can be wrong with a bucket of clips, or with one clip in it. */
export type BucketTrouble =
  | 'no-keys'
  | 'refused'
  | 'no-bucket'
  | 'elsewhere'
  | 'away'
  | 'strange'
  | 'no-clip'
  | 'wrong-clip';

export const bucketUnusable = (clips: ClipsBucket, cause: string, trouble: BucketTrouble): Diagnostic => ({
  severity: 'error',
  code: 'studio-clips',
  ...says(
    say`The studio's clips in ${{ bucket: clipsNamed(clips) }} can't be used: ${{ cause }}.`,
    mending(trouble),
  ),
});

/** A clip that the ledger has, and whose bytes don't come. `trouble`: absent where this machine is why. */
export const clipNotBrought = (
  clips: ClipsBucket,
  clip: string,
  { cause, trouble }: { readonly cause: string; readonly trouble?: BucketTrouble | undefined },
): Diagnostic => ({
  severity: 'error',
  code: 'clip-not-brought',
  ...says(
    say`The clip ${{ clip }} can't be brought here from ${{ bucket: clipsNamed(clips) }}: ${{ cause }}.`,
    trouble ? mending(trouble) : say`Check the disk of this machine, then run the same command.`,
  ),
});

function mending(trouble: BucketTrouble): Sentence {
  switch (trouble) {
    case 'no-keys':
      return say`Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to keys that may list, get and put objects there.`;
    case 'refused':
      return say`Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, and that they may list, get and put objects there.`;
    case 'no-bucket':
      return say`Check \`bucket\` and \`endpoint\` in \`clips\` of \`studio\` in the config file. Storycut creates no bucket.`;
    case 'elsewhere':
      return say`Write its \`region\`, or its \`endpoint\`, in \`clips\` of \`studio\` in the config file.`;
    case 'away':
      return say`Check the network and the server, then run the same command.`;
    case 'strange':
      return say`Check \`endpoint\` in \`clips\` of \`studio\` in the config file, and whether a proxy answers in its place.`;
    case 'no-clip':
      return say`Somebody deleted it: restore it there, or see in the next plan what it takes to have it again.`;
    case 'wrong-clip':
      return say`Restore its earlier version there. If there is none, delete it: the next plan shows what it takes to have it again.`;
    default:
      return unreachable(trouble);
  }
}
