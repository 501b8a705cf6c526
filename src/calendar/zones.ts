/** The three zones of Indonesia: WIB, WITA, WIT (so named in text/write-date.ts). None has summer time. */
export const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const
export type Zone = (typeof zones)[number]

/** Whether a text names one of the three zones. */
export const isZone = (text: string): text is Zone => zones.some((zone) => zone === text)

/** A stored zone; Jakarta's where it is none of the three. */
export const zoneOf = (zone: string): Zone => (isZone(zone) ? zone : 'Asia/Jakarta')
