-- A keyed hash of what a form said, beside its idempotency key: the same key with other words is
-- another act. Empty for forms of before.
ALTER TABLE complaint ADD COLUMN content BYTEA;
ALTER TABLE posted ADD COLUMN content BYTEA;
