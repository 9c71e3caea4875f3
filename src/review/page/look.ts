/** How a layer looks while a transition is at `progress`: what CSS can show of it. The cut draws it exactly. */
export interface LayerLook {
  readonly opacity?: number;
  readonly clip?: string;
  readonly shift?: string;
  /** Over everything, how much of which colour. */
  readonly cover?: { readonly colour: 'black' | 'white'; readonly share: number };
}

const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;

/** `upper`: the picture that comes; the lower is the one that goes. */
export function lookAt(transition: string, progress: number, upper: boolean): LayerLook {
  const rest = percent(1 - progress);
  switch (transition) {
    case 'fade-to-black':
    case 'fadeblack':
      return dip('black', progress, upper);
    case 'fade-to-white':
    case 'fadewhite':
      return dip('white', progress, upper);
    case 'wipe-left':
    case 'wipeleft':
      return upper ? { clip: `inset(0 0 0 ${rest})` } : {};
    case 'wipe-right':
    case 'wiperight':
      return upper ? { clip: `inset(0 ${rest} 0 0)` } : {};
    case 'slide-left':
    case 'slideleft':
      return { shift: upper ? `translateX(${rest})` : `translateX(-${percent(progress)})` };
    case 'slide-right':
    case 'slideright':
      return { shift: upper ? `translateX(-${rest})` : `translateX(${percent(progress)})` };
    case 'circle-open':
    case 'circleopen':
      return upper ? { clip: `circle(${percent(progress * 0.75)} at center)` } : {};
    default:
      return upper ? { opacity: progress } : {};
  }
}

function dip(colour: 'black' | 'white', progress: number, upper: boolean): LayerLook {
  const isFirst = progress < 0.5;
  return {
    opacity: isFirst === upper ? 0 : 1,
    ...(upper && { cover: { colour, share: isFirst ? 2 * progress : 2 - 2 * progress } }),
  };
}
