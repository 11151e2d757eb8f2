-- When each feed was last heard is read from one window of time. An index that begins with the source was also taken, while the table
-- was empty, for the look for the same control id, and each message then read all before it.
drop index inbox_source_received;
create index inbox_received_source on inbox (received, source);
