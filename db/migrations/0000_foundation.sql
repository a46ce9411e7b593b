-- Exclusion constraints mix text and ranges, which needs btree_gist before the first GiST index on a text key.
CREATE EXTENSION IF NOT EXISTS btree_gist;
