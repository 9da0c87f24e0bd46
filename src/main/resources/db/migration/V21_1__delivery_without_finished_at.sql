-- Every mail paid for it twice, when queued and when sent, and only retention used it, which can walk along the key.
drop index delivery_finished_at;
