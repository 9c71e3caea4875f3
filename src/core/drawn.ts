/** Whether words are drawn into the picture: titles always are, captions where the film burns them. */
export const isDrawn = ({ kind }: { readonly kind: 'caption' | 'title' }, burn: boolean): boolean =>
  kind === 'title' || burn;
