/** The decimal mark that is usual for an agency, else for a person: it orders readings, and decides nothing. */
export const markOf = ({ habit, locale }: { habit?: ',' | '.'; locale?: 'id' | 'en' }): ',' | '.' => habit ?? (locale === 'en' ? '.' : ',')
