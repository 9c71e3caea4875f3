/** The oldest Node that has everything we use, as in package.json. */
const oldest = '20.12.0';

/** Why Storycut can't run on this version of Node; undefined if it can. */
export function whyTooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldest.split('.').map(Number);
  const enough = major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
  return enough ? undefined : `error: Storycut needs Node.js ${oldest} or newer, but this is ${version}.`;
}
