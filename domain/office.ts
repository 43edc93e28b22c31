/** The unit that receives, manages and returns (28/24 24(1), 25(1)): Pusat Data dan Sistem Informasi. */
export const pdsi = 'kemendag.pdsi';

/** Which roles a sign-in service may give. People from outside (OSS, Portal account) never act for the ministry. */
export const rolesOf = {
  internal: ['producer', 'machine', 'pdsi', 'setjen', 'itjen', 'ops'],
  external: ['producer', 'machine'],
} as const;
