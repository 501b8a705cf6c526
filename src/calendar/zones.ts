/** The three zones of Indonesia: WIB, WITA, WIT. None has summer time. */
export const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const
export type Zone = (typeof zones)[number]

/** What people call a zone. */
export const zoneLabels = { 'Asia/Jakarta': 'WIB', 'Asia/Makassar': 'WITA', 'Asia/Jayapura': 'WIT' } as const satisfies Record<Zone, string>

/** Whether a text names one of the three zones. */
export const isZone = (text: string): text is Zone => zones.some((zone) => zone === text)
