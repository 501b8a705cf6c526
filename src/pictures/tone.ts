import { px } from './svg.ts'

/** How an indicator stands, for the eye: its rating's place in the scale, or none where there is no rating. */
export type Tone = 'good' | 'fair' | 'poor' | 'none'
export const tones: readonly Tone[] = ['good', 'fair', 'poor', 'none']

/**
 * Blue, orange and vermilion of the palette of Okabe and Ito (2008): told apart with every kind of colour blindness, and
 * different in lightness, so that a print in grey still works.
 */
export const toneColour: Record<Tone, string> = { good: '#0072b2', fair: '#e69f00', poor: '#c44601', none: '#8a949e' }

/** The sign of a tone, a shape of its own: tick in a disc, bar in a rounded square, point down, empty ring. */
const shape: Record<Tone, string> = {
  good: '<circle r="14" fill="#0072b2"/><path d="M-7 0.5L-2 6L7.5 -5.5" fill="none" stroke="#fff" stroke-width="4"/>',
  fair: '<rect x="-13" y="-13" width="26" height="26" rx="6" fill="#e69f00"/><path d="M-7 0H7" stroke="#fff" stroke-width="4.5"/>',
  poor: '<path d="M-15 -12H15L0 14Z" fill="#c44601"/>',
  none: '<circle r="11.5" fill="none" stroke="#8a949e" stroke-width="4"/>',
}

/** Width that a badge takes, with the gap to the word behind it. */
export const badgeRoom = 40

/** The sign of a tone with its middle at `x`, `y`; 30 px high. */
export const badgeAt = (x: number, y: number, tone: Tone): string => `<g transform="translate(${px(x)} ${px(y)})">${shape[tone]}</g>`
