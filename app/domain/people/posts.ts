/** Posts that a person is appointed to: at a unit, or at a programme. */
export const unitPosts = ["unit_director", "ecmo_director", "mcs_director"] as const;
export const programmePosts = ["programme_director", "ecmo_director", "mcs_director"] as const;

export type Post = (typeof unitPosts)[number] | (typeof programmePosts)[number];
