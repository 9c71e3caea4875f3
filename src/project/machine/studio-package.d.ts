/** The package that a studio's users install beside this one. It is built after it. */
declare module '@storycut/studio' {
  export const openStudio: import('./studio.ts').StudioPackage['openStudio'];
}
