-- What failed from an address within the last minute, and what is older than a day, are found without reading all.
CREATE INDEX "sign_in_failure_by_time" ON "desk"."sign_in_failure" USING btree ("last_at");
