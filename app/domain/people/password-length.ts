/**
 * Long rather than complicated: at least 15 characters where the password is the only factor, no rule
 * about which, and nothing cut off. @source NIST SP 800-63B-4 section 3.1.1.2
 */
export const passwordLength = { least: 15, most: 256 } as const;
