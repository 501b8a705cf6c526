/**
 * Measures and inks that all pictures share. On a phone 1080 px become about 360, so that no type is under 28 (9 px there).
 * The paper is white by itself: the picture reads the same in a light and in a dark chat.
 */
export const pictureWidth = 1080
export const margin = 44
export const room = pictureWidth - 2 * margin

export const ink = {
  paper: '#ffffff',
  text: '#17212b',
  soft: '#4a5763',
  line: '#dde3e8',
  track: '#eceff2',
  head: '#12324a',
  headText: '#ffffff',
  headSoft: '#c9d9e6',
  notice: '#ffd166',
} as const

/** A piece of a picture that begins at its own y = 0, and how much height it takes. */
export type Piece = { source: string; height: number }
