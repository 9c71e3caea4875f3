/**
 * A film small enough to be made in a second or two: every clip 320x180. Parts can be changed by a test as
 * a person would, by replacing text.
 */
export const film = `storyboard: 1
title: A Small Film
format: { size: 320x180, fps: 24 }
captions: { burn: false }
scenes:
  - id: arrival
    title: Arrival
    setting: a rocky headland at dusk
    segments:
      - id: approach
        prompt: Aerial push across black water
        duration: 1
      - id: climb
        extend: approach
        prompt: The camera rises along the tower
        duration: 1
      - id: lamp
        extend: climb
        prompt: The lamp turns
        duration: 1
        caption: The lamp
  - id: inside
    segments:
      - id: door
        prompt: A man pushes the door open
        duration: 1
      - id: fin
        card: { text: Fin }
        duration: 1
`;
