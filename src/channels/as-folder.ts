/** An address below which others lie: without a slash at its end `URL` would put them in the place of its last step. */
export const asFolder = (address: string): string => (address.endsWith('/') ? address : `${address}/`)
